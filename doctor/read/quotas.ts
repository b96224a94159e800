import { GetAccountSummaryCommand, type IAMClient } from "@aws-sdk/client-iam";
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

/** How many roles an account has, and may have. IAM has no region. */
export interface RoleQuota {
  readonly count: number;
  readonly most: number;
}

/** One call. */
export async function readRoleQuota(client: IAMClient, asking: Asking): Promise<Read<RoleQuota>> {
  const found = await asking.call("quotas", "how many roles there are", (options) =>
    client.send(new GetAccountSummaryCommand({}), options),
  );
  if (found === UNREAD) return UNREAD;
  const { Roles = 0, RolesQuota = Infinity } = (found.SummaryMap ?? {}) as Record<string, number>;
  return { count: Roles, most: RolesQuota };
}
