import { GetFilterCommand, ListFiltersCommand, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import type { Calls } from "../../aws-clients/calls";
import { pages } from "../../aws-clients/pages";
import type { ExistingFilter } from "../existing-region";

/** Every filter of a detector, by rank: one call for each 50, and one for each filter. */
export async function readFilters(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<ExistingFilter[]> {
  const names = await pages(async (NextToken) => {
    const token = NextToken ? { NextToken } : {};
    const command = new ListFiltersCommand({ DetectorId, MaxResults: 50, ...token });
    const page = await calls.make((options) => client.send(command, options));
    return [page.FilterNames ?? [], page.NextToken];
  });
  const filters = await Promise.all(
    names.map(async (FilterName): Promise<ExistingFilter> => {
      const command = new GetFilterCommand({ DetectorId, FilterName });
      const {
        Action = "",
        Rank = 0,
        FindingCriteria,
      } = await calls.make((options) => client.send(command, options));
      const criteria = JSON.stringify(FindingCriteria?.Criterion ?? {});
      return { name: FilterName, rank: Rank, action: Action, criteria };
    }),
  );
  return filters.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
}
