import { common, flag, type CommandDeclaration } from "../../command";
import { amountOf, countOf } from "../../terminal/numbers";

/** `orgduty apply`, which applies only what was reviewed. */
export const apply: CommandDeclaration = {
  name: "apply",
  description: "apply exactly the reviewed plan files, canary region first",
  flags: [
    flag("--out <folder>", "where the plans are").default("plans"),
    flag("--max-age <hours>", "refuse plans older than this").argParser(amountOf).default(24),
    flag("--concurrency <n>", "stacks applied at once (default: from cores and memory)").argParser(countOf),
    common.aws(),
    common.yes(),
    common.json(),
  ],
  load: () => import("./apply"),
};
