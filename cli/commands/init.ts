import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { STARTER } from "../../config/starter";
import { CommandError, EXIT, type Io } from "../io";
import { shownPath } from "../open-project";

export interface InitOptions {
  readonly config?: string;
  readonly out?: string;
}

/** `orgduty init`: a commented orgduty.yaml to fill in. A file that is there is never overwritten. */
export async function run({ config, out }: InitOptions, io: Io): Promise<number> {
  const path = resolve(io.cwd, config ?? join(out ?? ".", "orgduty.yaml"));
  try {
    writeFileSync(path, STARTER, { flag: "wx" });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST")
      throw new CommandError(
        `${shownPath(path, io)} is there already`,
        "edit it, or name another with --config",
      );
    throw new CommandError(
      `${shownPath(path, io)} cannot be written: ${message}`,
      "name another place with --out",
    );
  }
  io.out(`${shownPath(path, io)} written: correct the account ids in it, then npx orgduty discover`);
  return EXIT.fine;
}
