import { common, flag, repeated, type CommandDeclaration } from "../../command";
import { countOf } from "../../terminal/numbers";

/** `orgduty destroy`, which goes on if it is started again. */
export const destroy: CommandDeclaration = {
  name: "destroy",
  description: "take it all down in the order that AWS takes; started again, it goes on",
  flags: [
    common.region(),
    repeated("--stack <name>", "only this region's stack, which the config need not have any more"),
    flag("--members <choice>", "GuardDuty in the members: keep it on, or suspend it")
      .choices(["keep", "suspend"])
      .default("keep"),
    flag("--member-role <name>", "delete it in the members, with this role of theirs"),
    flag("--concurrency <n>", "stacks destroyed at once (default: from cores and memory)").argParser(countOf),
    common.bootstrap(),
    common.aws(),
    flag("--out <file>", "write what was done as JSON"),
    common.yes(),
    common.json(),
  ],
  load: () => import("./destroy"),
};
