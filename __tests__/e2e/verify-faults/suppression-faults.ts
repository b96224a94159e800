import {
  CreateFilterCommand,
  CreateIPSetCommand,
  DeleteFilterCommand,
  DeleteIPSetCommand,
  GuardDutyClient,
  ListIPSetsCommand,
  type FilterAction,
} from "@aws-sdk/client-guardduty";
import { acting } from "../../support/deployed/place";
import type { BrokenPlace, Fault } from "./fault";

const FILTER = "quiet";
const LIST = "friends";

async function send(place: BrokenPlace, work: (client: GuardDutyClient) => Promise<unknown>): Promise<void> {
  const client = new GuardDutyClient(acting(place));
  await work(client).finally(() => client.destroy());
}

function createFilter(
  client: GuardDutyClient,
  { detectorId }: BrokenPlace,
  Name: string,
  Action: FilterAction,
) {
  const FindingCriteria = { Criterion: { severity: { GreaterThanOrEqual: 0 } } };
  return client.send(new CreateFilterCommand({ DetectorId: detectorId, Name, Action, FindingCriteria }));
}

function createList(client: GuardDutyClient, { detectorId }: BrokenPlace, Name: string, Activate: boolean) {
  const Location = `https://s3.amazonaws.com/acme-lists/${Name}.txt`;
  return client.send(
    new CreateIPSetCommand({ DetectorId: detectorId, Name, Format: "TXT", Location, Activate }),
  );
}

/** What keeps findings from being made, or from being told. A saved search hides nothing, and no more does a list that is off. */
export const SUPPRESSION_FAULTS: readonly Fault[] = [
  {
    what: "a filter made that archives every finding",
    reason: "FILTER_ARCHIVES",
    names: FILTER,
    before: async (place) => {
      await send(place, (client) => createFilter(client, place, "saved-search", "NOOP"));
      return place;
    },
    break: (place) => send(place, (client) => createFilter(client, place, FILTER, "ARCHIVE")),
    mend: (place) =>
      send(place, (client) =>
        client.send(new DeleteFilterCommand({ DetectorId: place.detectorId, FilterName: FILTER })),
      ),
  },
  {
    what: "a trusted IP list put in force",
    reason: "TRUSTED_LIST",
    names: LIST,
    break: (place) => send(place, (client) => createList(client, place, LIST, true)),
    mend: (place) =>
      send(place, async (client) => {
        const { detectorId: DetectorId } = place;
        const { IpSetIds = [] } = await client.send(new ListIPSetsCommand({ DetectorId }));
        for (const IpSetId of IpSetIds) await client.send(new DeleteIPSetCommand({ DetectorId, IpSetId }));
      }),
  },
];
