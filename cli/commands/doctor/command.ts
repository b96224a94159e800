import { common, type CommandDeclaration } from "../../command";

/** `orgduty doctor`, which changes nothing. */
export const doctor: CommandDeclaration = {
  name: "doctor",
  description: "ask AWS what would make plan or apply fail, before either; exit 2 on a blocker",
  flags: [common.region(), common.aws(), common.json()],
  load: () => import("./doctor"),
};
