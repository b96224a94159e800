import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const LEAST_MAJOR = 22;

/**
 * Finds a Node for functions with runtime nodejs22.x: the first usable path of those given, else this process's own.
 * @returns undefined if none is Node 22 or later
 */
export async function findNode(candidates: readonly string[]): Promise<string | undefined> {
  for (const path of [...candidates, process.execPath]) {
    const version = await run(path, ["--version"]).then(
      ({ stdout }) => stdout,
      () => "",
    );
    if (Number(/^v(\d+)/.exec(version)?.[1] ?? 0) >= LEAST_MAJOR) return path;
  }
  return undefined;
}
