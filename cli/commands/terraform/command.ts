import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty terraform install`. It reads no config. */
export const terraformInstall: CommandDeclaration = {
  name: "terraform install",
  description: "fetch Terraform for orgduty alone, if this machine has none that fits",
  flags: [
    flag("--mirror <address>", "where releases come from, in place of https://releases.hashicorp.com"),
    common.json(),
  ],
  load: () => import("./install"),
};
