import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { JSON_SCHEMA_FILE, jsonSchemaText } from "../../../config/json-schema";
import { STARTER } from "../../../config/starter";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { shownPath } from "../../open-project";

/** Flags of `orgduty init`. No config is read: here `config` names the file to write. */
export interface InitOptions {
  /** The file to write. @default orgduty.yaml in `out` */
  readonly config?: string;
  /** The folder for orgduty.yaml if `config` names no file. @default the working directory */
  readonly out?: string;
}

/**
 * `orgduty init`: writes a commented orgduty.yaml to fill in, and its JSON Schema for editors beside it. An existing
 * config is never overwritten.
 */
export async function run({ config, out }: InitOptions, io: Io): Promise<number> {
  const path = resolve(io.cwd, config ?? join(out ?? ".", "orgduty.yaml"));
  try {
    writeFileSync(path, STARTER, { flag: "wx" });
    writeFileSync(join(dirname(path), JSON_SCHEMA_FILE), jsonSchemaText());
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST")
      throw new CommandError(
        `${shownPath(path, io)} exists already`,
        "edit it, or name another file with --config",
      );
    throw new CommandError(
      `${shownPath(path, io)} cannot be written: ${message}`,
      "name another place with --out",
    );
  }
  io.out(`${shownPath(path, io)} written: correct the account ids in it, then run ./orgduty discover`);
  return EXIT.fine;
}
