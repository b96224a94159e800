import type { StackEntry } from "../../config/stack-list";
import type { Terraform } from "./find-terraform";
import type { RunProcess } from "../process/run-process";
import { forgetTerraform, noteTerraform } from "../process/survivors";
import { lockExplained } from "./state-lock";

/** Everything needed to run Terraform in one stack. */
export interface StackRun {
  readonly entry: StackEntry;
  /** The stack's folder: it holds cdk.tf.json, and Terraform runs in it. */
  readonly folder: string;
  readonly binary: Terraform;
  readonly env: NodeJS.ProcessEnv;
  /** The config's lock file, which is copied to every stack. */
  readonly lockFile: string;
  readonly run: RunProcess;
  readonly signal?: AbortSignal;
  /** Variables for `show` alone. @default none */
  readonly showEnvironment?: () => Promise<NodeJS.ProcessEnv>;
  /** Flags that a command needs to work on this stack, e.g. ` --aws local`. @default none */
  readonly flags?: string;
}

/** The Terraform commands that a stack goes through; progress and failures name them. */
export type Step = "init" | "plan" | "show" | "apply" | "state" | "untaint" | "import" | "force-unlock";

/** Terraform failed in a stack. The message holds Terraform's own diagnostics. */
export class StackError extends Error {
  constructor(
    public readonly stackName: string,
    public readonly step: Step,
    public readonly diagnostics: string,
    /** What Terraform had done by then, in its own words. @default nothing */
    public readonly progress = "",
  ) {
    super(`${stackName}: terraform ${step} failed\n${diagnostics}`);
    this.name = "StackError";
  }
}

/** How long an interrupted command may take to end by itself. An apply may take any time, since killing it loses state. */
const KILL_AFTER_MILLISECONDS = 10_000;

/**
 * Runs a Terraform command in a stack's folder and returns its stdout. A command with `finishesAlone` is never killed.
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
  if (exitCode === 0) return stdout;
  const diagnostics = (stderr || stdout).trim();
  const lock = lockExplained(diagnostics, { stack: stack.entry.name, flags: stack.flags ?? "" });
  const text = lock === undefined ? diagnostics : `${diagnostics}\n\n${lock}`;
  throw new StackError(stack.entry.name, step, text, stdout);
}
