import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { buildProgram } from "../../cli/program";
import { recordedIo } from "../cli/terminal/recorded-io";
import { ROOT } from "../support/orgduty";

const page = readFileSync(join(ROOT, "docs/commands.md"), "utf8");
const quoted = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word!);

/** Every command that does something, by its words. */
function commandsBelow(parent: Command, words: readonly string[] = []): [string, Command][] {
  return parent.commands.flatMap((command): [string, Command][] => {
    const name = [...words, command.name()];
    // A group has no flags, unless it is a command as well, as bootstrap is.
    const isCommand = command.commands.length === 0 || command.options.length > 0;
    return [
      ...(isCommand ? [[name.join(" "), command] as [string, Command]] : []),
      ...commandsBelow(command, name),
    ];
  });
}

describe("docs/commands.md", () => {
  const commands = commandsBelow(buildProgram(recordedIo(ROOT), () => undefined));

  it("has each flag once, with the commands that take it", () => {
    const rows = [...page.matchAll(/^\| `(--[a-z-]+)[^|]*\|([^|]+)\|/gm)].map(([, flag, takers]) => [
      flag,
      takers!.includes("every command") ? commands.map(([name]) => name).sort() : quoted(takers!).sort(),
    ]);
    const flags = [...new Set(commands.flatMap(([, { options }]) => options.map(({ long }) => long)))];
    const expected = flags.map((flag) => [
      flag,
      commands
        .filter(([, { options }]) => options.some(({ long }) => long === flag))
        .map(([name]) => name)
        .sort(),
    ]);
    expect(rows.sort()).toEqual(expected.sort());
  });

  it("has each variable of orgduty's own that a person may set", () => {
    const folders = ["cli", "config", "terraform", "local-aws", "main.ts"];
    const files = folders.flatMap((folder) =>
      folder.endsWith(".ts")
        ? [folder]
        : readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
            .filter((file) => file.endsWith(".ts"))
            .map((file) => join(folder, file)),
    );
    const read = files.map((file) => readFileSync(join(ROOT, file), "utf8")).join("\n");
    const used = [...read.matchAll(/env(?:\.|\[")(ORGDUTY_[A-Z_]+)/g)].map(([, name]) => name!);
    const named = [...page.matchAll(/^\| `(ORGDUTY_[A-Z_]+)`/gm)].map(([, name]) => name!);
    expect(named.sort()).toEqual([...new Set(used)].sort());
  });
});
