import { setMaxListeners } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { knownProcess, processOf, processText, stillRuns, type KnownProcess } from "../process/known-process";
import { OperatorError } from "../../config/problems/operator-error";
import { waitForSurvivors, type Waiting } from "../process/survivors";

/**
 * How long a lock is valid after its last renewal. Then its holder counts as killed, and another process may take it
 * over.
 */
const STALE_MILLISECONDS = 10_000;

/**
 * Runs `work` while no other orgduty plans or applies the same config on this machine. It waits for the lock of a
 * killed process, and for the Terraform that this left at work. It never takes the lock of a process that still runs,
 * however long that has been stopped. `work` must obey its signal, which is aborted by a person or because the lock was
 * lost.
 * @throws OperatorError at once if another orgduty works there; if the lock was lost, once `work` has ended
 */
export async function withLockedFolder<Result>(
  folder: string,
  work: (signal: AbortSignal) => Promise<Result>,
  waiting: Waiting = {},
): Promise<Result> {
  mkdirSync(folder, { recursive: true });
  const holderFile = join(folder, "held-by");
  const lost = new AbortController();
  const onCompromised = () => {
    lost.abort();
    waiting.tell?.(`the lock of ${folder} is lost: the running stacks are interrupted`);
  };
  const release = await take(folder, holderFile, onCompromised);
  try {
    writeFileSync(holderFile, processText(knownProcess(process.pid)));
    await waitForSurvivors(folder, waiting);
    return await work(eitherOf(lost.signal, waiting.signal));
  } catch (error) {
    throw lost.signal.aborted ? lostLock(folder, error) : error;
  } finally {
    if (!lost.signal.aborted) {
      rmSync(holderFile, { force: true });
      await release();
    }
  }
}

function eitherOf(lost: AbortSignal, person?: AbortSignal): AbortSignal {
  const either = AbortSignal.any([lost, ...(person ? [person] : [])]);
  // Every running call listens on the signal: that is no leak, so Node need not warn.
  setMaxListeners(0, either);
  return either;
}

async function take(folder: string, holderFile: string, onLost: () => void): Promise<() => Promise<void>> {
  const holder = existsSync(holderFile) ? processOf(readFileSync(holderFile, "utf8")) : undefined;
  if (holder && stillRuns(holder)) throw held(folder, holderFile, holder);
  const retries = holder ? { retries: 15, factor: 1, minTimeout: 1000 } : 0;
  let isHeld = true;
  // A renewal that runs while the lock is released finds the lock gone.
  const onCompromised = () => isHeld && onLost();
  const release = await lock(folder, { stale: STALE_MILLISECONDS, retries, onCompromised }).catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code !== "ELOCKED") throw cause;
      throw new OperatorError(`another orgduty works in ${folder}`, "wait until it has finished", { cause });
    },
  );
  return () => {
    isHeld = false;
    return release();
  };
}

function held(folder: string, holderFile: string, { pid }: KnownProcess): OperatorError {
  return new OperatorError(
    `another orgduty works in ${folder} (pid ${pid})`,
    `wait until it has finished; if it was stopped, resume it: kill -CONT ${pid}; if ${pid} is another process by now, delete ${holderFile}`,
  );
}

function lostLock(folder: string, cause: unknown): OperatorError {
  return new OperatorError(
    `the lock of ${folder} was lost: something deleted it, or took it`,
    "make sure that no other orgduty works there, then plan again",
    { cause },
  );
}
