import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty redrive`, for findings that the relay refused. */
export const redrive: CommandDeclaration = {
  name: "redrive",
  description: "dead letters back into their queues, to be delivered",
  flags: [
    common.region(),
    flag("--dry-run", "only count what would be moved"),
    common.aws(),
    common.yes(),
    common.json(),
  ],
  load: () => import("./redrive"),
};
