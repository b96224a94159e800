import { flag, type CommandDeclaration } from "../../command";

/** `orgduty init`, which works without a config. */
export const init: CommandDeclaration = {
  name: "init",
  description: "write a commented orgduty.yaml to fill in",
  flags: [flag("--out <folder>", "where it goes").default(".")],
  load: () => import("./init"),
};
