import { Argument } from "commander";
import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty state move`, which goes on if it is started again. */
export const stateMove: CommandDeclaration = {
  name: "state move",
  description: "copy the states to where the config says, compare, and use them from there",
  flags: [
    flag("--from <config>", "the config as it was (default: where this machine last saw each state)"),
    flag("--remove-source", "delete the older copies, once they were compared"),
    common.bootstrap(),
    common.aws(),
    common.yes(),
    common.json(),
  ],
  load: () => import("./state-move"),
};

/** `orgduty state unlock`, which the refusal of a locked state names with its words. */
export const stateUnlock: CommandDeclaration = {
  name: "state unlock",
  description: "remove the lock that a killed Terraform left on a state in a bucket",
  words: [
    new Argument("<stack>", "the stack whose state is locked"),
    new Argument("<id>", "the lock's id, as the refusal says it: another lock is never removed"),
  ],
  flags: [common.bootstrap(), common.aws(), common.yes(), common.json()],
  load: () => import("./state-unlock"),
};
