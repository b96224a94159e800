import { paginateListFindings, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import { detectorIn } from "./detector-in";
import { rawFindings, type RawFinding } from "./raw-findings";

/**
 * How many findings GetFindings takes in one call.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html
 */
const PAGE = 50;

/**
 * The region's findings that were updated since, oldest first. Archived findings are left out, as GuardDuty sends no
 * events for them.
 * @throws CommandError if the region has no detector
 */
export async function* findingsSince(
  guardduty: GuardDutyClient,
  since: number,
): AsyncGenerator<RawFinding[]> {
  const DetectorId = await detectorIn(guardduty);
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
    yield await rawFindings(guardduty, DetectorId, FindingIds);
  }
}
