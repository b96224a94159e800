import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { knownProcess, processOf, processText, stillRuns } from "./known-process";
import { OperatorError } from "../../config/problems/operator-error";
import { stackFolderOf } from "../plan/synthesized-stack";

/**
 * A note in a stack's folder while Terraform works there. It names the process, for the run that follows a killed
 * orgduty.
 */
const PID_FILE = "terraform.pid";

/** How long to wait: an apply in one region takes minutes. */
const WAIT_MILLISECONDS = 600_000;

/** How to wait for the Terraform that a killed orgduty left. */
export interface Waiting {
  /** Receives a line that says what is waited for. */
  readonly tell?: (text: string) => void;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
  /** @default ten minutes */
  readonly waitMs?: number;
}

/** Records which process works in a stack's folder, in case orgduty is killed. */
export function noteTerraform(stackFolder: string, pid: number): void {
  writeFileSync(join(stackFolder, PID_FILE), processText(knownProcess(pid)));
}

/** Removes the note of a process that has ended. */
export function forgetTerraform(stackFolder: string): void {
  rmSync(join(stackFolder, PID_FILE), { force: true });
}

/**
 * Waits until no Terraform works in a config's stacks any more: a killed orgduty may have left some, which finish by
 * themselves. The caller must hold the work folder's lock: then none of them is a child of a running orgduty.
 * @throws OperatorError naming the processes if it takes longer than the limit
 */
export async function waitForSurvivors(workFolder: string, waiting: Waiting = {}): Promise<void> {
  const { tell, signal, waitMs = WAIT_MILLISECONDS } = waiting;
  const deadline = Date.now() + waitMs;
  let left = survivors(workFolder);
  if (left.length > 0) tell?.(`waiting for the Terraform of an orgduty that was killed: ${listed(left)}`);
  while (left.length > 0 && Date.now() < deadline) {
    await sleep(200, undefined, { signal });
    left = survivors(workFolder);
  }
  if (left.length === 0) return;
  const stop = `kill -INT ${left.map(({ pid }) => pid).join(" ")}`;
  throw new OperatorError(
    `the Terraform of an orgduty that was killed still works in ${listed(left)}`,
    `wait until it has finished, or make it stop in order: ${stop}; if these are other processes by now, delete ${PID_FILE} in ${join(workFolder, "stacks", "STACK")}`,
  );
}

interface Survivor {
  readonly stack: string;
  readonly pid: number;
}

function listed(left: readonly Survivor[]): string {
  return left.map(({ stack, pid }) => `${stack} (pid ${pid})`).join(", ");
}

/** The Terraform processes that still run. Providers are not looked for: without Terraform, a provider writes no state. */
function survivors(workFolder: string): Survivor[] {
  const stacks = join(workFolder, "stacks");
  if (!existsSync(stacks)) return [];
  return readdirSync(stacks).flatMap((stack) => {
    const file = join(stackFolderOf(workFolder, stack), PID_FILE);
    if (!existsSync(file)) return [];
    const noted = processOf(readFileSync(file, "utf8"));
    return stillRuns(noted) ? [{ stack, pid: noted.pid }] : [];
  });
}
