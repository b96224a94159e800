import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { unzipSync } from "fflate";
import { OperatorError } from "../../config/problems/operator-error";

/**
 * Takes a program out of a zip. It gets its name when it is whole and `check` has accepted it, so that nobody ever runs
 * half of it.
 * @throws OperatorError if the zip has no such program
 */
export async function unpackProgram(
  zip: string,
  program: string,
  check: (command: string) => Promise<void>,
): Promise<void> {
  const name = basename(program);
  const { [name]: content } = unzipSync(readFileSync(zip), { filter: (file) => file.name === name });
  if (!content) throw new OperatorError(`${zip} holds no ${name}`, "delete it, and start again");
  const half = `${program}.${process.pid}`;
  try {
    writeFileSync(half, content, { mode: 0o700 });
    chmodSync(half, 0o755);
    await check(half);
    renameSync(half, program);
  } finally {
    rmSync(half, { force: true });
  }
}
