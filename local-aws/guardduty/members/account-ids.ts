import { TEXT, badRequest } from "../protocol/errors";
import type { Call } from "../world";

/** The most accounts that a member operation takes in one call. */
const LARGEST_BATCH = 50;

/** An account that an operation could not process, and the reason. */
export interface UnprocessedAccount {
  accountId: string;
  result: string;
}

/** The list under `key` in the body. Refused if it is empty or too long for one call. */
export function batchOf<Item>(call: Call, key: string): Item[] {
  const items = call.body[key];
  if (!Array.isArray(items) || items.length === 0 || items.length > LARGEST_BATCH)
    throw badRequest(TEXT.invalidValue);
  return items as Item[];
}

/**
 * Runs `process` for every account in the request, and collects the reasons for those that could not be processed.
 * GuardDuty answers 200 with them, so a caller that ignores `unprocessedAccounts` believes that all went well.
 */
export async function processEach(
  call: Call,
  process: (accountId: string) => string | undefined | Promise<string | undefined>,
): Promise<{ unprocessedAccounts: UnprocessedAccount[] }> {
  const unprocessedAccounts: UnprocessedAccount[] = [];
  for (const accountId of batchOf<string>(call, "accountIds")) {
    const result = await process(accountId);
    if (result) unprocessedAccounts.push({ accountId, result });
  }
  return { unprocessedAccounts };
}
