import {
  GetIPSetCommand,
  GetThreatEntitySetCommand,
  GetThreatIntelSetCommand,
  GetTrustedEntitySetCommand,
  ListIPSetsCommand,
  ListThreatEntitySetsCommand,
  ListThreatIntelSetsCommand,
  ListTrustedEntitySetsCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import type { Calls } from "../../aws-clients/calls";
import { pages } from "../../aws-clients/pages";
import type { ExistingList, ListKind } from "../existing-region";

/** Whose lists are read. */
export interface ListProps {
  readonly client: GuardDutyClient;
  readonly calls: Calls;
  readonly DetectorId: string;
}

/** Every list of one kind: one call for each 50, and one for each list. */
export function readLists(kind: ListKind, props: ListProps): Promise<ExistingList[]> {
  return READERS[kind](props);
}

const READERS: Readonly<Record<ListKind, (props: ListProps) => Promise<ExistingList[]>>> = {
  "trusted IP list": ({ client, calls, DetectorId }) =>
    listsOf(
      "trusted IP list",
      async (token) => {
        const command = new ListIPSetsCommand({ DetectorId, MaxResults: 50, ...token });
        const page = await calls.make((options) => client.send(command, options));
        return [page.IpSetIds ?? [], page.NextToken];
      },
      (IpSetId) =>
        calls.make((options) => client.send(new GetIPSetCommand({ DetectorId, IpSetId }), options)),
    ),
  "threat list": ({ client, calls, DetectorId }) =>
    listsOf(
      "threat list",
      async (token) => {
        const command = new ListThreatIntelSetsCommand({ DetectorId, MaxResults: 50, ...token });
        const page = await calls.make((options) => client.send(command, options));
        return [page.ThreatIntelSetIds ?? [], page.NextToken];
      },
      (ThreatIntelSetId) =>
        calls.make((options) =>
          client.send(new GetThreatIntelSetCommand({ DetectorId, ThreatIntelSetId }), options),
        ),
    ),
  "trusted entity list": ({ client, calls, DetectorId }) =>
    listsOf(
      "trusted entity list",
      async (token) => {
        const command = new ListTrustedEntitySetsCommand({ DetectorId, MaxResults: 50, ...token });
        const page = await calls.make((options) => client.send(command, options));
        return [page.TrustedEntitySetIds ?? [], page.NextToken];
      },
      (TrustedEntitySetId) =>
        calls.make((options) =>
          client.send(new GetTrustedEntitySetCommand({ DetectorId, TrustedEntitySetId }), options),
        ),
    ),
  "threat entity list": ({ client, calls, DetectorId }) =>
    listsOf(
      "threat entity list",
      async (token) => {
        const command = new ListThreatEntitySetsCommand({ DetectorId, MaxResults: 50, ...token });
        const page = await calls.make((options) => client.send(command, options));
        return [page.ThreatEntitySetIds ?? [], page.NextToken];
      },
      (ThreatEntitySetId) =>
        calls.make((options) =>
          client.send(new GetThreatEntitySetCommand({ DetectorId, ThreatEntitySetId }), options),
        ),
    ),
};

/** What the operations of every kind answer with. */
interface Answer {
  readonly Name?: string | undefined;
  readonly Location?: string | undefined;
  readonly Status?: string | undefined;
}

async function listsOf(
  kind: ListKind,
  list: (token: { readonly NextToken?: string }) => Promise<readonly [readonly string[], string | undefined]>,
  get: (id: string) => Promise<Answer>,
): Promise<ExistingList[]> {
  const ids = await pages((NextToken) => list(NextToken ? { NextToken } : {}));
  const read = ids.map(async (id): Promise<ExistingList> => {
    const { Name = id, Location = "", Status = "" } = await get(id);
    return { kind, id, name: Name, location: Location, status: Status };
  });
  return (await Promise.all(read)).sort((a, b) => (`${a.name} ${a.id}` < `${b.name} ${b.id}` ? -1 : 1));
}
