import { GetUsageStatisticsCommand, UsageFeature, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import { batches } from "../aws-clients/batches";
import type { Calls } from "../aws-clients/calls";

/**
 * Every feature name that usage statistics have, at the SDK's version: costs under other names are missing from the
 * sum. Some names exist only for usage, e.g. EC2_RUNTIME_MONITORING for a part of RUNTIME_MONITORING.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UsageCriteria.html
 */
const FEATURES = Object.values(UsageFeature);

/**
 * GuardDuty's estimate of what it cost in each account in the last 30 days, in US dollars. Empty if GuardDuty does not
 * say: the figure helps a person decide, so its absence must not stop a destroy.
 */
export async function lastMonthDollars(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const costs = new Map<string, number>();
  for (const AccountIds of batches(accounts)) {
    const command = new GetUsageStatisticsCommand({
      DetectorId,
      UsageStatisticType: "SUM_BY_ACCOUNT",
      UsageCriteria: { AccountIds, Features: FEATURES },
      Unit: "USD",
      MaxResults: 50,
    });
    const answer = await calls
      .make((options) => client.send(command, options))
      .catch((error: unknown) => {
        if (error instanceof Error && error.name === "AbortError") throw error;
        return undefined;
      });
    for (const { AccountId, Total } of answer?.UsageStatistics?.SumByAccount ?? []) {
      if (AccountId && Total?.Amount !== undefined) costs.set(AccountId, Number(Total.Amount));
    }
  }
  return costs;
}
