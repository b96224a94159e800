import { mkdirSync } from "node:fs";
import { lock } from "proper-lockfile";
import { OperatorError } from "./operator-error";

/**
 * Runs `work` while nobody else plans or applies the same config on this machine.
 * @throws OperatorError at once where somebody does
 */
export async function withLockedFolder<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(folder, { recursive: true });
  const release = await lock(folder).catch((error: unknown) => {
    throw new OperatorError(
      `another orgduty works in ${folder}`,
      "wait until it has finished (after a crash: 10 seconds), then run this again",
      { cause: error },
    );
  });
  try {
    return await work();
  } finally {
    await release();
  }
}
