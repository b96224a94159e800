import { common, type CommandDeclaration } from "../../command";

/** `orgduty relay sheet`, which prints and changes nothing. */
export const relaySheet: CommandDeclaration = {
  name: "relay sheet",
  description: "what a SIEM's remote log source form asks for, ready to copy",
  flags: [common.partition(), common.json()],
  load: () => import("./relay-sheet"),
};
