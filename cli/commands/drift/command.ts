import { common, flag, repeated, type CommandDeclaration } from "../../command";
import { countOf } from "../../terminal/numbers";

/** `orgduty drift`, which reads AWS and changes neither it nor a state. */
export const drift: CommandDeclaration = {
  name: "drift",
  description: "what was changed outside Terraform since the last apply, and who might have; exit 3 on drift",
  flags: [
    repeated("--stack <name>", "only this stack"),
    flag("--concurrency <n>", "stacks read at once (default: from cores and memory)").argParser(countOf),
    common.bootstrap(),
    common.aws(),
    flag("--history <file>", "where each run leaves a line (default: beside the config)"),
    common.json(),
  ],
  load: () => import("./drift"),
};
