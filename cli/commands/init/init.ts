import { existsSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { JSON_SCHEMA_FILE, jsonSchemaText } from "../../../config/json-schema";
import { ProblemsError } from "../../../config/problems/problems";
import { STARTER } from "../../../config/starter";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { shownPath } from "../../open-project";
import { runModeOf, type ModeOptions } from "../../run-mode";
import { initFromAws } from "./from-aws";
import type { Given } from "./known-values";
import { NoCredentials } from "./sign-in-here";

/** Flags of `orgduty init`. No config is read: here `config` names the file to write. */
export interface InitOptions extends Given, ModeOptions {
  /** The file to write. @default orgduty.yaml in `out` */
  readonly config?: string;
  /** The folder for orgduty.yaml if `config` names no file. @default the working directory */
  readonly out?: string;
}

/**
 * `orgduty init`: writes a commented orgduty.yaml, and its JSON Schema for editors beside it. With credentials it says what
 * the organization has, and its snapshot is written too; without, its ids are placeholders. An existing config is never
 * overwritten.
 */
export async function run(options: InitOptions, io: Io): Promise<number> {
  const path = resolve(io.cwd, options.config ?? join(options.out ?? ".", "orgduty.yaml"));
  if (existsSync(path)) throw exists(path, io);
  if (!existsSync(dirname(path))) throw unwritable(path, "its folder is not there", io);
  const mode = runModeOf(options, path, io);
  if (mode.kind === "offline") return template(path, io);
  try {
    await initFromAws({ path, given: options, ...(mode.kind === "local" ? mode : {}) }, io);
    return EXIT.fine;
  } catch (error) {
    if (!(error instanceof NoCredentials)) throw written(error, path, io);
    io.err(`no AWS credentials here (${error.message}): the ids in the file are placeholders`);
    return template(path, io);
  }
}

function template(path: string, io: Io): number {
  try {
    writeFileSync(path, STARTER, { flag: "wx" });
    writeFileSync(join(dirname(path), JSON_SCHEMA_FILE), jsonSchemaText());
  } catch (error) {
    throw written(error, path, io);
  }
  io.out(`${shownPath(path, io)} written: correct the account ids in it, then run ./orgduty discover`);
  return EXIT.fine;
}

function exists(path: string, io: Io): CommandError {
  const fix = "edit it, or name another file with --config";
  return new CommandError(`${shownPath(path, io)} exists already`, fix);
}

/** A failure to write, as an operator reads it; another failure as it is. */
function written(error: unknown, path: string, io: Io): unknown {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof ProblemsError || syscall === undefined || code === undefined) return error;
  if (code === "EEXIST") return exists(path, io);
  return unwritable(path, message, io);
}

function unwritable(path: string, why: string, io: Io): CommandError {
  return new CommandError(
    `${shownPath(path, io)} cannot be written: ${why}`,
    "name another place with --out",
  );
}
