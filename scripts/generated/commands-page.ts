import { COMMANDS } from "../../cli/commands";
import { between, rowsOf, table, type GeneratedPage } from "./page";

const code = (text: string) => `\`${text}\``;

/** docs/commands.md: every command and flag. What a flag means is said by hand; a new one begins with the words of `--help`. */
export const commandsPage: GeneratedPage = {
  path: "docs/commands.md",
  write: (now) => between(between(now, "commands", commandTable()), "flags", flagTable(now)),
};

function commandTable(): string {
  return table(
    ["command", "what it does"],
    COMMANDS.map(({ name, description }) => [code(name), description]),
  );
}

function flagTable(now: string): string {
  const written = rowsOf(now, "flag").map(([flag, , meaning]) => [longOf(flag!), { flag, meaning }] as const);
  const known = new Map(written);
  const described = new Map<string, string>([["--config", "the organization's orgduty.yaml"]]);
  for (const { long, description } of COMMANDS.flatMap(({ flags }) => flags))
    described.set(long!, described.get(long!) ?? description);
  const order = [...known.keys(), ...described.keys()].filter((flag) => described.has(flag));
  const rows = [...new Set(order)].map((flag) => [
    known.get(flag)?.flag ?? code(flag),
    takersOf(flag),
    known.get(flag)?.meaning ?? described.get(flag)!,
  ]);
  return table(["flag", "commands", "meaning"], rows);
}

/** The flag itself, in a cell such as `--aws local`. */
function longOf(cell: string): string {
  return /--[a-z-]+/.exec(cell)![0];
}

function takersOf(flag: string): string {
  if (flag === "--config") return "every command";
  const takers = COMMANDS.filter(({ flags }) => flags.some(({ long }) => long === flag));
  return takers.map(({ name }) => code(name)).join(", ");
}
