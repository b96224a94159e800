import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty discover`, which reads an organization. */
export const discover: CommandDeclaration = {
  name: "discover",
  description: "read the organization, and what its regions have already, into its snapshot",
  flags: [
    common.partition(),
    flag("--accept-shrink", "believe an organization that lost more than two accounts and more than a fifth"),
    flag("--no-regions", "read the accounts alone, and keep what the snapshot has of the regions"),
    common.aws(),
    flag("--out <folder>", "write <partition>.json here (default: where the config says)"),
    common.json(),
  ],
  load: () => import("./discover"),
};
