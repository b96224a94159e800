import { Command } from "commander";
import type { CommandDeclaration } from "./command";
import { COMMANDS, GROUPS } from "./commands";
import type { Io } from "./terminal/io";
import { REGIONS } from "../config/regions";

const DESCRIPTION = `Amazon GuardDuty for every account of an AWS Organization in ${REGIONS.length} regions, as Terraform plans that people can review`;

const EXIT_CODES = `
Exit codes: 0 fine, 1 an error (with its fix), 2 review, verification or doctor found failures, 3 drift, 130 interrupted.
Config: --config, else $ORGDUTY_CONFIG, else ./orgduty.yaml, else (at a terminal only) the example organization.
Credentials and network (profiles, SSO, MFA, HTTPS_PROXY, AWS_CA_BUNDLE): docs/credentials.md.`;

/** Every command with its flags. `done` receives the exit code of the one that ran. */
export function buildProgram(io: Io, done: (exitCode: number) => void): Command {
  const program = new Command("orgduty")
    .description(DESCRIPTION)
    .addHelpText("after", EXIT_CODES)
    .exitOverride()
    // `bootstrap` takes flags and has a second word, whose flags it must not take for its own.
    .enablePositionalOptions();
  program.configureOutput({
    writeErr: (text) => io.err(text.trimEnd()),
    writeOut: (text) => io.out(text.trimEnd()),
  });
  for (const declaration of COMMANDS) declare(program, declaration, io, done);
  return program;
}

function declare(
  program: Command,
  { name, description, words = [], flags, load }: CommandDeclaration,
  io: Io,
  done: (exitCode: number) => void,
): void {
  const [word, wordInGroup] = name.split(" ") as [string, string?];
  const parent = wordInGroup === undefined ? program : groupOf(program, word);
  const command = parent
    .command(wordInGroup ?? word)
    .description(description)
    .option("--config <path>", "the organization's orgduty.yaml")
    .action(async (...given: unknown[]) => {
      const named = Object.fromEntries(words.map((argument, index) => [argument.name(), given[index]]));
      const options = { ...(given[words.length] as object), ...named };
      done(await (await load()).run(options as never, io));
    });
  for (const argument of words) command.addArgument(argument);
  for (const flag of flags) command.addOption(flag);
}

function groupOf(program: Command, word: string): Command {
  const known = program.commands.find((command) => command.name() === word);
  return known?.enablePositionalOptions() ?? program.command(word).description(GROUPS[word] ?? "");
}
