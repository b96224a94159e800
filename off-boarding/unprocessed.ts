import type { UnprocessedAccount } from "@aws-sdk/client-guardduty";
import { batches } from "../aws-clients/batches";

/** Accounts that GuardDuty answered 200 for, and did nothing with. */
export class UnprocessedError extends Error {
  constructor(operation: string, region: string, accounts: readonly UnprocessedAccount[]) {
    const lines = accounts.map(({ AccountId, Result }) => `  ${AccountId}: ${Result}`);
    super([`${region}: ${operation} left accounts unprocessed`, ...lines].join("\n"));
    this.name = "UnprocessedError";
  }
}

/**
 * Does something with every account, 50 a call.
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
