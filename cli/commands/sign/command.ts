import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty sign`, in the CI job that reviewed. */
export const sign: CommandDeclaration = {
  name: "sign",
  description: "sign a passed review without a key, as the CI job that this runs in (sigstore)",
  flags: [flag("--out <folder>", "where the plans and their review are").default("plans"), common.json()],
  load: () => import("./sign"),
};
