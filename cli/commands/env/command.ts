import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty env`, for a shell that runs cdktf itself. */
export const env: CommandDeclaration = {
  name: "env",
  description: 'print the exports that bare cdktf needs: eval "$(./orgduty env)"',
  flags: [flag("--offline", "for planning without AWS"), common.aws()],
  load: () => import("./env"),
};
