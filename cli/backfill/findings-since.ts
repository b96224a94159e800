import {
  GetFindingsCommand,
  ListDetectorsCommand,
  paginateListFindings,
  type Finding,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";

/** What GetFindings takes at once. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html */
const PAGE = 50;

/** The region's findings that were updated since, oldest first, as the API gives them. Archived ones are left out: they reach no bus either. */
export async function* findingsSince(guardduty: GuardDutyClient, since: number): AsyncGenerator<Finding[]> {
  const { DetectorIds: [DetectorId] = [] } = await guardduty.send(new ListDetectorsCommand({}));
  if (DetectorId === undefined) return;
  const Criterion = {
    updatedAt: { GreaterThanOrEqual: since },
    "service.archived": { Equals: ["false"] },
  };
  const pages = paginateListFindings(
    { client: guardduty, pageSize: PAGE },
    {
      DetectorId,
      FindingCriteria: { Criterion },
      SortCriteria: { AttributeName: "updatedAt", OrderBy: "ASC" },
    },
  );
  for await (const { FindingIds = [] } of pages) {
    if (FindingIds.length === 0) continue;
    const { Findings = [] } = await guardduty.send(new GetFindingsCommand({ DetectorId, FindingIds }));
    yield Findings;
  }
}
