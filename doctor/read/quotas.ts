import { GetAccountSettingsCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import type { Asking } from "./asking";

/** What Lambda still has room for in a region. */
export interface LambdaQuota {
  /** Executions at once that the account may have. */
  readonly concurrency: number;
  /** How many of them no function has reserved. */
  readonly unreserved: number;
  readonly codeBytes: number;
  readonly mostCodeBytes: number;
}

/** One call. */
export async function readLambdaQuota(client: LambdaClient, asking: Asking): Promise<Read<LambdaQuota>> {
  const found = await asking.call("quotas", "Lambda's concurrency", (options) =>
    client.send(new GetAccountSettingsCommand({}), options),
  );
  if (found === UNREAD) return UNREAD;
  const {
    ConcurrentExecutions = 0,
    UnreservedConcurrentExecutions,
    TotalCodeSize: most = 0,
  } = found.AccountLimit ?? {};
  return {
    concurrency: ConcurrentExecutions,
    unreserved: UnreservedConcurrentExecutions ?? ConcurrentExecutions,
    codeBytes: found.AccountUsage?.TotalCodeSize ?? 0,
    mostCodeBytes: most,
  };
}
