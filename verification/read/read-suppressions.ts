import {
  GetFilterCommand,
  GetIPSetCommand,
  ListFiltersCommand,
  ListIPSetsCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import type { Calls } from "../../aws-clients/calls";
import type { FoundSuppression } from "./found-coverage";

/** Every filter that archives what it matches: such findings reach neither EventBridge nor the export bucket. */
export async function readArchiveFilters(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<FoundSuppression[]> {
  const names = await pages(async (NextToken) => {
    const command = new ListFiltersCommand({ DetectorId, MaxResults: 50, ...NextToken });
    const page = await calls.make((options) => client.send(command, options));
    return [page.FilterNames ?? [], page.NextToken];
  });
  const read = names.map(async (FilterName) => {
    const command = new GetFilterCommand({ DetectorId, FilterName });
    const { Action, FindingCriteria } = await calls.make((options) => client.send(command, options));
    const of = JSON.stringify(FindingCriteria?.Criterion ?? {});
    return Action === "ARCHIVE" ? [{ name: FilterName, of }] : [];
  });
  return (await Promise.all(read)).flat();
}

/** Every trusted IP list that is in force. */
export async function readTrustedLists(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<FoundSuppression[]> {
  const ids = await pages(async (NextToken) => {
    const command = new ListIPSetsCommand({ DetectorId, MaxResults: 50, ...NextToken });
    const page = await calls.make((options) => client.send(command, options));
    return [page.IpSetIds ?? [], page.NextToken];
  });
  const read = ids.map(async (IpSetId) => {
    const command = new GetIPSetCommand({ DetectorId, IpSetId });
    const {
      Name = IpSetId,
      Location = "",
      Status = "",
    } = await calls.make((options) => client.send(command, options));
    return ["ACTIVE", "ACTIVATING"].includes(Status) ? [{ name: Name, of: Location }] : [];
  });
  return (await Promise.all(read)).flat();
}

type Page = readonly [items: readonly string[], next: string | undefined];

async function pages(read: (token: { readonly NextToken?: string }) => Promise<Page>): Promise<string[]> {
  const all: string[] = [];
  let token: string | undefined;
  do {
    const [items, next] = await read(token ? { NextToken: token } : {});
    all.push(...items);
    token = next;
  } while (token);
  return all;
}
