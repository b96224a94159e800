import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "./is-alive";
import { OperatorError } from "./operator-error";
import { stackFolderOf } from "./synthesized-stack";

/** In a stack's folder while Terraform works there: the process, for whoever comes after an orgduty that was killed. */
const PID_FILE = "terraform.pid";

/** How long the Terraform of a killed orgduty is waited for, by default. */
const WAIT_MILLISECONDS = 60_000;

export function noteTerraform(stackFolder: string, pid: number): void {
  writeFileSync(join(stackFolder, PID_FILE), String(pid));
}

export function forgetTerraform(stackFolder: string): void {
  rmSync(join(stackFolder, PID_FILE), { force: true });
}

/**
 * Waits until no Terraform works in a config's stacks any more: a killed orgduty may have left some, which finish by
 * themselves. To be called with the work folder locked, so that none is our own.
 * @throws OperatorError naming the processes where that takes longer
 */
export async function waitForSurvivors(workFolder: string, waitMs = WAIT_MILLISECONDS): Promise<void> {
  const deadline = Date.now() + waitMs;
  let left = survivors(workFolder);
  while (left.length > 0 && Date.now() < deadline) {
    await sleep(200);
    left = survivors(workFolder);
  }
  if (left.length === 0) return;
  const told = left.map(({ stack, pid }) => `${stack} (pid ${pid})`).join(", ");
  throw new OperatorError(
    `Terraform of an orgduty that was killed still works in ${told}`,
    `wait until it has finished, or let it stop in order: kill -INT ${left.map(({ pid }) => pid).join(" ")}; where these are other processes by now, delete ${PID_FILE} in ${join(workFolder, "stacks", "STACK")}`,
  );
}

/** Each leads a process group, which its providers belong to. */
function survivors(workFolder: string): { readonly stack: string; readonly pid: number }[] {
  const stacks = join(workFolder, "stacks");
  if (!existsSync(stacks)) return [];
  return readdirSync(stacks).flatMap((stack) => {
    const file = join(stackFolderOf(workFolder, stack), PID_FILE);
    const pid = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    return pid > 0 && isAlive(-pid) ? [{ stack, pid }] : [];
  });
}
