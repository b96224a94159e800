import { errorsOf, ProblemsError } from "../../../config/problems/problems";
import { loadProject, type Project } from "../../../organization/load-project";
import { configNotes } from "../../config-notes";
import { findConfig, shownPath, type ConfigOptions } from "../../open-project";
import { EXIT, type Io } from "../../terminal/io";
import { checkSarif } from "./check-sarif";
import { counted } from "../../../verification/report/counted";

/** Flags of `orgduty check`. It only reads files: it uses neither AWS nor Terraform, and writes nothing. */
export interface CheckOptions extends ConfigOptions {
  /** Print the problems as one JSON document. @default false */
  readonly json?: boolean;
  /** Print them as one SARIF document, for editors and code scanning. @default false */
  readonly sarif?: boolean;
}

/** `orgduty check`: checks only the config and its snapshots, within a second, for editors, hooks and CI. */
export async function run(options: CheckOptions, io: Io): Promise<number> {
  const path = findConfig(options, io);
  const checked = load(path);
  const errors = checked instanceof ProblemsError ? errorsOf(checked) : [];
  const notes = checked instanceof ProblemsError ? [] : configNotes(checked.config, new Date());
  if (options.sarif) io.out(JSON.stringify(checkSarif(errors), null, 2));
  else if (options.json) io.out(JSON.stringify(asJson(errors, notes), null, 2));
  else if (checked instanceof ProblemsError) io.err(checked.message);
  else io.out(fineText(checked, notes, io));
  return errors.length > 0 ? EXIT.error : EXIT.fine;
}

function load(path: string): Project | ProblemsError {
  try {
    return loadProject(path);
  } catch (error) {
    if (error instanceof ProblemsError) return error;
    throw error;
  }
}

function asJson(errors: readonly ProblemsError[], notes: readonly string[]): object {
  const problems = errors.flatMap(({ file, problems }) => problems.map((problem) => ({ file, ...problem })));
  return { schemaVersion: 1, count: problems.length, problems, notes };
}

function fineText({ config, snapshots, files }: Project, notes: readonly string[], io: Io): string {
  const accounts = Object.values(snapshots).reduce((sum, { accounts }) => sum + accounts.length, 0);
  const read = [files.config, ...Object.values(files.snapshots)].map(({ path }) => shownPath(path, io));
  const head = `no problem in ${read.join(", ")}: ${counted(config.regions.length, "region")}, ${counted(accounts, "account")}`;
  return [head, ...notes].join("\n");
}
