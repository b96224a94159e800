import { writeFileSync } from "node:fs";
import { readText } from "../../../config/problems/read-text";
import { openProject, shownPath, type ConfigOptions } from "../../open-project";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { adoptedConfig, type Answering } from "./adopted-config";

/** Flags of `orgduty adopt`. It reads files only: `discover` has read AWS. */
export interface AdoptOptions extends ConfigOptions, Answering {
  /** Show the settings and write nothing. @default false */
  readonly dryRun?: boolean;
  /** Do not ask. @default false */
  readonly yes?: boolean;
}

/** `orgduty adopt`: writes enrolment and detection of what exists into orgduty.yaml, and says what one config cannot. */
export async function run(options: AdoptOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const { path } = project.config;
  const file = readText(path);
  if ("unreadable" in file)
    throw new CommandError(`${shownPath(path, io)} cannot be read: ${file.unreadable}`);
  const { text, changed, differences } = adoptedConfig(project, file.text, options);
  for (const line of changed) io.out(`~ ${line}`);
  if (changed.length === 0) io.out(`${shownPath(path, io)} says already what exists`);
  for (const line of differences) io.out(`! ${line}`);
  if (changed.length > 0 && !options.dryRun) {
    await confirm(options, io);
    writeFileSync(path, text);
    io.out(`${shownPath(path, io)} written: ${changed.length} settings`);
  }
  sayNext(io, options, "plan", "shows imports, and what the lines with ! change");
  return EXIT.fine;
}

async function confirm({ yes }: AdoptOptions, io: Io): Promise<void> {
  if (yes) return;
  if (!io.interactive)
    throw new CommandError(
      "nobody can be asked whether to write this",
      "--yes writes it, --dry-run only shows it",
    );
  const answer = await io.ask("Write these settings into the config? Only yes does: ");
  if (answer !== "yes") throw new CommandError("nothing was written");
}
