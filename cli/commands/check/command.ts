import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty check`, for editors, hooks and CI. */
export const check: CommandDeclaration = {
  name: "check",
  description: "read the config and its snapshots, and nothing else: every problem with its line and fix",
  flags: [flag("--sarif", "print one SARIF document").conflicts("json"), common.json()],
  load: () => import("./check"),
};
