import type { StackEntry } from "../../config/stack-list";
import type { Terraform } from "./find-terraform";
import type { RunProcess } from "../process/run-process";
import { forgetTerraform, noteTerraform } from "../process/survivors";

/** All that running Terraform in one stack takes. */
export interface StackRun {
  readonly entry: StackEntry;
  /** Where cdk.tf.json is, and what Terraform runs in. */
  readonly folder: string;
  readonly binary: Terraform;
  readonly env: NodeJS.ProcessEnv;
  /** The config's lock file, handed to every stack. */
  readonly lockFile: string;
  readonly run: RunProcess;
  readonly signal?: AbortSignal;
}

/** The Terraform commands that a stack goes through; progress and failures name them. */
export type Step = "init" | "plan" | "show" | "apply" | "state";

/** Terraform failed in a stack; its own diagnostics tell why. */
export class StackError extends Error {
  constructor(
    public readonly stackName: string,
    public readonly step: Step,
    public readonly diagnostics: string,
  ) {
    super(`${stackName}: terraform ${step} failed\n${diagnostics}`);
    this.name = "StackError";
  }
}

/** An interrupted command may end by itself for so long; an apply for as long as it takes, since ending it loses state. */
const KILL_AFTER_MILLISECONDS = 10_000;

/**
 * Runs a Terraform command in a stack's folder and returns its stdout. One that `finishesAlone` is never killed.
 * @throws StackError with Terraform's diagnostics
 */
export async function terraform(
  stack: StackRun,
  step: Step,
  args: readonly string[],
  finishesAlone = step === "apply",
): Promise<string> {
  const running = stack.run({
    command: stack.binary.command,
    args: [step, ...args],
    cwd: stack.folder,
    env: stack.env,
    ...(finishesAlone ? { finishesAlone } : { killAfterMilliseconds: KILL_AFTER_MILLISECONDS }),
    ...(stack.signal ? { signal: stack.signal } : {}),
    onStart: (pid) => noteTerraform(stack.folder, pid),
  });
  const { exitCode, stdout, stderr } = await running.finally(() => forgetTerraform(stack.folder));
  if (exitCode !== 0) throw new StackError(stack.entry.name, step, (stderr || stdout).trim());
  return stdout;
}
