import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty discover`, which reads an organization. */
export const discover: CommandDeclaration = {
  name: "discover",
  description: "read the organization as it is into its account snapshot",
  flags: [
    common.partition(),
    flag("--accept-shrink", "believe an organization that lost more than two accounts and more than a fifth"),
    common.aws(),
    flag("--out <folder>", "write <partition>.json here (default: where the config says)"),
    common.json(),
  ],
  load: () => import("./discover"),
};
