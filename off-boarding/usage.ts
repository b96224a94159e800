import { GetUsageStatisticsCommand, UsageFeature, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import { batches } from "../aws-clients/batches";
import type { Calls } from "../aws-clients/calls";

/**
 * Every name that usage goes by, at the SDK's version: what is not named is not in the sum. Usage has names of its own, e.g.
 * EC2_RUNTIME_MONITORING for a part of RUNTIME_MONITORING.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UsageCriteria.html
 */
const FEATURES = Object.values(UsageFeature);

/**
 * What GuardDuty cost in each account in the last 30 days, in US dollars, as GuardDuty estimates it. Empty where it does not
 * say: the figure helps a decision, and stops nothing.
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
