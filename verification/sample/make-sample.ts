import {
  ArchiveFindingsCommand,
  CreateSampleFindingsCommand,
  ListFindingsCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import type { Calls } from "../../aws-clients/calls";

/** Where samples of one type are created. */
export interface SamplePlace {
  /** A client of the account that creates the samples. */
  readonly client: GuardDutyClient;
  readonly calls: Calls;
  readonly detectorId: string;
  readonly type: string;
}

/**
 * Archives older samples of the type. GuardDuty would count another sample under the same id as an update, and publish
 * it only with the other updates, after 15 minutes to six hours. Only the administrator may archive findings, including
 * those of members.
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

/** Creates one sample finding. GuardDuty returns neither its id nor the time when it will exist. */
export async function createSample({ client, calls, detectorId, type }: SamplePlace): Promise<void> {
  const command = new CreateSampleFindingsCommand({ DetectorId: detectorId, FindingTypes: [type] });
  await calls.make((options) => client.send(command, options));
}

/** The id of a sample that is not among the older ones. Undefined if it does not exist yet. */
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
