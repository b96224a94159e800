import type { UnprocessedAccount } from "@aws-sdk/client-guardduty";
import { batches } from "../aws-clients/batches";

/** Accounts that GuardDuty left unprocessed, although it answered 200. */
export class UnprocessedError extends Error {
  constructor(operation: string, region: string, accounts: readonly UnprocessedAccount[]) {
    const lines = accounts.map(({ AccountId, Result }) => `  ${AccountId}: ${Result}`);
    super([`${region}: ${operation} left accounts unprocessed`, ...lines].join("\n"));
    this.name = "UnprocessedError";
  }
}

/**
 * Applies a member operation to every account, 50 a call.
 * @throws UnprocessedError with every account that GuardDuty left out, and its reason
 */
export async function processAll(
  operation: string,
  region: string,
  accounts: readonly string[],
  process: (batch: string[]) => Promise<{ UnprocessedAccounts?: UnprocessedAccount[] | undefined }>,
): Promise<void> {
  const unprocessed: UnprocessedAccount[] = [];
  for (const batch of batches(accounts))
    unprocessed.push(...((await process(batch)).UnprocessedAccounts ?? []));
  if (unprocessed.length > 0) throw new UnprocessedError(operation, region, unprocessed);
}
