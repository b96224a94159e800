import type { CommandDeclaration } from "../../command";

/** `orgduty schema`, for editors. It reads no config. */
export const schema: CommandDeclaration = {
  name: "schema",
  description: "print the JSON Schema of orgduty.yaml, for editors",
  flags: [],
  load: () => import("./schema"),
};
