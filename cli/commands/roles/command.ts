import { HOLDERS } from "../../../doctor/roles/holders";
import { PURPOSES } from "../../../doctor/needed/own-calls";
import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty roles print`, which asks nobody and changes nothing. */
export const rolesPrint: CommandDeclaration = {
  name: "roles print",
  description: "the IAM policies that a principal needs for this config, and no more",
  flags: [
    flag("--for <purpose>", "what the principal does").choices(PURPOSES).makeOptionMandatory(),
    flag("--account <whose>", "only this principal's").choices(HOLDERS),
    common.partition(),
    common.json(),
    flag("--out <folder>", "write each policy to a file there, e.g. for local start --enforce").conflicts(
      "json",
    ),
  ],
  load: () => import("./roles-print"),
};
