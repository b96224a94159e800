import { setTimeout as sleep } from "node:timers/promises";
import { stillRuns, type KnownProcess } from "../../terraform/process/known-process";
import { CommandError } from "./io";

/** How long a process may take to end, and where to report that it did not. */
export interface Ending {
  /** Receives the notice that the process had to be killed. */
  readonly tell: (text: string) => void;
  /** How long the process may take to end by itself. */
  readonly waitMs: number;
}

/**
 * Asks a process to end, kills it if it does not end in time, and returns once it is gone.
 * @throws CommandError if the process belongs to another user, or survives being killed
 */
export async function endProcess(known: KnownProcess, { tell, waitMs }: Ending): Promise<void> {
  const { pid } = known;
  signal(pid, "SIGTERM");
  if (await isGone(known, waitMs)) return;
  tell(`process ${pid} did not end within ${waitMs / 1000} s, so it is killed now`);
  signal(pid, "SIGKILL");
  if (await isGone(known, waitMs)) return;
  throw new CommandError(
    `process ${pid} is still there after it was killed`,
    `see what it waits for: ps -o pid,state,wchan,args -p ${pid}`,
  );
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // It ended just now.
    if (code === "ESRCH") return;
    throw new CommandError(
      `process ${pid} could not be ended: ${message}`,
      `end it as the user who started it: kill ${pid}`,
    );
  }
}

async function isGone(known: KnownProcess, waitMs: number): Promise<boolean> {
  const deadline = Date.now() + waitMs;
  while (stillRuns(known)) {
    if (Date.now() > deadline) return false;
    await sleep(25);
  }
  return true;
}
