import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty adopt`, which writes what exists into the config. */
export const adopt: CommandDeclaration = {
  name: "adopt",
  description:
    "write the settings that discover found into the config, so that its first plan lowers nothing",
  flags: [
    flag("--owner <who>", "who answers for accounts that stay outside (default: tags.owner)"),
    flag("--dry-run", "only show what would be written"),
    common.yes(),
  ],
  load: () => import("./adopt"),
};
