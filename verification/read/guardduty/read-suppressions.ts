import {
  GetFilterCommand,
  GetIPSetCommand,
  GetThreatEntitySetCommand,
  GetThreatIntelSetCommand,
  GetTrustedEntitySetCommand,
  ListFiltersCommand,
  ListIPSetsCommand,
  ListThreatEntitySetsCommand,
  ListThreatIntelSetsCommand,
  ListTrustedEntitySetsCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import type { Calls } from "../../../aws-clients/calls";
import type { FoundSuppression } from "./found-coverage";
import { pages } from "../live";

/** Every filter that archives what it matches: such findings reach neither EventBridge nor the export bucket. */
export async function readArchiveFilters(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<FoundSuppression[]> {
  const names = await pages(async (NextToken) => {
    const command = new ListFiltersCommand({
      DetectorId,
      MaxResults: 50,
      ...(NextToken ? { NextToken } : {}),
    });
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

interface ListProps {
  readonly client: GuardDutyClient;
  readonly calls: Calls;
  readonly DetectorId: string;
}

/** Every trusted IP list that is in force. */
export function readTrustedLists({ client, calls, DetectorId }: ListProps): Promise<FoundSuppression[]> {
  return listsInForce(
    async (token) => {
      const command = new ListIPSetsCommand({ DetectorId, MaxResults: 50, ...token });
      const page = await calls.make((options) => client.send(command, options));
      return [page.IpSetIds ?? [], page.NextToken];
    },
    (IpSetId) => calls.make((options) => client.send(new GetIPSetCommand({ DetectorId, IpSetId }), options)),
  );
}

/** Every threat list that is in force: it makes findings of its own. */
export function readThreatLists({ client, calls, DetectorId }: ListProps): Promise<FoundSuppression[]> {
  return listsInForce(
    async (token) => {
      const command = new ListThreatIntelSetsCommand({ DetectorId, MaxResults: 50, ...token });
      const page = await calls.make((options) => client.send(command, options));
      return [page.ThreatIntelSetIds ?? [], page.NextToken];
    },
    (ThreatIntelSetId) =>
      calls.make((options) =>
        client.send(new GetThreatIntelSetCommand({ DetectorId, ThreatIntelSetId }), options),
      ),
  );
}

/** Every trusted entity list that is in force: addresses and domains. */
export function readTrustedEntities({ client, calls, DetectorId }: ListProps): Promise<FoundSuppression[]> {
  return listsInForce(
    async (token) => {
      const command = new ListTrustedEntitySetsCommand({ DetectorId, MaxResults: 50, ...token });
      const page = await calls.make((options) => client.send(command, options));
      return [page.TrustedEntitySetIds ?? [], page.NextToken];
    },
    (TrustedEntitySetId) =>
      calls.make((options) =>
        client.send(new GetTrustedEntitySetCommand({ DetectorId, TrustedEntitySetId }), options),
      ),
  );
}

/** Every threat entity list that is in force. */
export function readThreatEntities({ client, calls, DetectorId }: ListProps): Promise<FoundSuppression[]> {
  return listsInForce(
    async (token) => {
      const command = new ListThreatEntitySetsCommand({ DetectorId, MaxResults: 50, ...token });
      const page = await calls.make((options) => client.send(command, options));
      return [page.ThreatEntitySetIds ?? [], page.NextToken];
    },
    (ThreatEntitySetId) =>
      calls.make((options) =>
        client.send(new GetThreatEntitySetCommand({ DetectorId, ThreatEntitySetId }), options),
      ),
  );
}

interface AddressList {
  readonly Name?: string | undefined;
  readonly Location?: string | undefined;
  readonly Status?: string | undefined;
}

async function listsInForce(
  list: (token: { readonly NextToken?: string }) => Promise<readonly [readonly string[], string | undefined]>,
  get: (id: string) => Promise<AddressList>,
): Promise<FoundSuppression[]> {
  const ids = await pages((NextToken) => list(NextToken ? { NextToken } : {}));
  const read = ids.map(async (id) => {
    const { Name = id, Location = "", Status = "" } = await get(id);
    return ["ACTIVE", "ACTIVATING"].includes(Status) ? [{ name: Name, of: Location }] : [];
  });
  return (await Promise.all(read)).flat();
}
