import type { Engine } from "../../config/engine-versions";
import type { RunProcess } from "../process/run-process";

/** What a program says that it is. */
export interface FoundEngine {
  readonly engine: Engine;
  readonly version: string;
}

/** A program that is there, and does not say what it is. */
export interface SilentProgram {
  /** Why, e.g. `exit code 1: no version is chosen`. */
  readonly problem: string;
}

const MOST_SHOWN = 200;

/**
 * Asks a program which engine it is: its name does not say, for either is started by any name. Undefined if there is no
 * such program. One that is there may be of another platform, or a version manager's that has no version to start.
 */
export async function engineOf(
  command: string,
  env: NodeJS.ProcessEnv,
  run: RunProcess,
): Promise<FoundEngine | SilentProgram | undefined> {
  try {
    const { exitCode, stdout, stderr } = await run({
      command,
      args: ["version"],
      cwd: process.cwd(),
      env: { ...env, CHECKPOINT_DISABLE: "1" },
    });
    const [, engine, version] = /^(Terraform|OpenTofu) v(\d\S*)/m.exec(stdout) ?? [];
    if (engine !== undefined) return { engine: engine as Engine, version: version! };
    return {
      problem: `exit code ${exitCode}: ${firstLine(stderr) || firstLine(stdout) || "it says nothing"}`,
    };
  } catch (error) {
    const { message, code = "" } = error as NodeJS.ErrnoException;
    return /ENOENT/.test(`${code} ${message}`)
      ? undefined
      : { problem: `it does not start: ${firstLine(message)}` };
  }
}

function firstLine(text: string): string {
  return text
    .trim()
    .split("\n")[0]!
    .replace(/\p{Cc}/gu, " ")
    .slice(0, MOST_SHOWN);
}
