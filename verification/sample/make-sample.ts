import {
  ArchiveFindingsCommand,
  CreateSampleFindingsCommand,
  ListFindingsCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import type { Calls } from "../../aws-clients/calls";

/** Where samples of one type are made. */
export interface SamplePlace {
  /** As the account that they are made in. */
  readonly client: GuardDutyClient;
  readonly calls: Calls;
  readonly detectorId: string;
  readonly type: string;
}

/**
 * Archives older samples of the type: another one would be counted under the same id, and told only when updates are
 * published, which takes from 15 minutes to six hours. Only the administrator may archive, a member's findings too.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ArchiveFindings.html
 * @returns their ids
 */
export async function archiveSamples(
  place: SamplePlace,
  administrator: GuardDutyClient,
  DetectorId: string,
): Promise<string[]> {
  const FindingIds = await currentSamples(place);
  if (FindingIds.length === 0) return [];
  const command = new ArchiveFindingsCommand({ DetectorId, FindingIds });
  await place.calls.make((options) => administrator.send(command, options));
  return FindingIds;
}

/** Makes one sample finding. GuardDuty says neither its id nor when it is there. */
export async function createSample({ client, calls, detectorId, type }: SamplePlace): Promise<void> {
  const command = new CreateSampleFindingsCommand({ DetectorId: detectorId, FindingTypes: [type] });
  await calls.make((options) => client.send(command, options));
}

/** The id of a sample that is not one of the older ones; undefined where it is not there yet. */
export async function newSample(place: SamplePlace, older: readonly string[]): Promise<string | undefined> {
  return (await currentSamples(place)).find((id) => !older.includes(id));
}

async function currentSamples({ client, calls, detectorId, type }: SamplePlace): Promise<string[]> {
  const command = new ListFindingsCommand({
    DetectorId: detectorId,
    FindingCriteria: {
      Criterion: {
        type: { Equals: [type] },
        "service.additionalInfo.sample": { Equals: ["true"] },
        "service.archived": { Equals: ["false"] },
      },
    },
    SortCriteria: { AttributeName: "updatedAt", OrderBy: "DESC" },
    MaxResults: 50,
  });
  const { FindingIds = [] } = await calls.make((options) => client.send(command, options));
  return FindingIds;
}
