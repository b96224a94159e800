import { TEXT, badRequest } from "../protocol/errors";
import type { Call } from "../world";

/** Member operations take at most 50 accounts a call. */
const LARGEST_BATCH = 50;

/** An account that an operation could not process, and the reason. */
export interface UnprocessedAccount {
  accountId: string;
  result: string;
}

/** The list under `key` in the body, refused where it is empty or longer than a call may carry. */
export function batchOf<Item>(call: Call, key: string): Item[] {
  const items = call.body[key];
  if (!Array.isArray(items) || items.length === 0 || items.length > LARGEST_BATCH)
    throw badRequest(TEXT.invalidValue);
  return items as Item[];
}

/**
 * Does `process` for every account of the request, and collects the reasons of those it could not: GuardDuty answers 200 with them,
 * so a caller that ignores `unprocessedAccounts` believes that all went well.
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
