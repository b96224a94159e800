import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty backfill`, for findings that were sent before there was a relay. */
export const backfill: CommandDeclaration = {
  name: "backfill",
  description: "findings that GuardDuty still has, to the relay like new ones",
  flags: [
    flag("--since <time>", "6h, 7d, a date or a time: findings updated since then"),
    flag("--from-report <file>", "only what verify --reconcile --json found missing").conflicts("since"),
    common.region(),
    flag("--dry-run", "only count what would be sent"),
    common.aws(),
    common.yes(),
    common.json(),
  ],
  load: () => import("./backfill"),
};
