import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { knownProcess, processOf, processText, stillRuns } from "./known-process";
import { OperatorError } from "./operator-error";
import { waitForSurvivors, type Waiting } from "./survivors";

/** A lock whose holder was killed is taken over once it has not been renewed for so long. */
const STALE_MILLISECONDS = 10_000;

/**
 * Runs `work` while nobody else plans or applies the same config on this machine. Waits for the lock of a process that was
 * killed, and for the Terraform it left at work.
 * @throws OperatorError at once where somebody else works there
 */
export async function withLockedFolder<Result>(
  folder: string,
  work: () => Promise<Result>,
  waiting: Waiting = {},
): Promise<Result> {
  mkdirSync(folder, { recursive: true });
  const holderFile = join(folder, "held-by");
  const retries = holderIsAlive(holderFile) ? 0 : { retries: 15, factor: 1, minTimeout: 1000 };
  let isHeld = true;
  const onCompromised = (error: Error) => {
    // A renewal that is under way while the lock is released finds it gone.
    if (isHeld) throw error;
  };
  const options = { stale: STALE_MILLISECONDS, retries, onCompromised };
  const release = await lock(folder, options).catch((error: unknown) => {
    throw new OperatorError(`another orgduty works in ${folder}`, "wait until it has finished", {
      cause: error,
    });
  });
  try {
    writeFileSync(holderFile, processText(knownProcess(process.pid)));
    await waitForSurvivors(folder, waiting);
    return await work();
  } finally {
    rmSync(holderFile, { force: true });
    isHeld = false;
    await release();
  }
}

/** Whether the lock's holder still runs; also where there is none, since there is nothing to wait for. */
function holderIsAlive(holderFile: string): boolean {
  return !existsSync(holderFile) || stillRuns(processOf(readFileSync(holderFile, "utf8")));
}
