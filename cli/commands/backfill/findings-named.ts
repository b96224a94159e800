import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { batches } from "../../../aws-clients/batches";
import { detectorIn } from "./detector-in";
import { rawFindings, type RawFinding } from "./raw-findings";

/**
 * The region's findings with these ids, 50 a page. Findings that GuardDuty no longer has are left out.
 * @throws CommandError if the region has no detector
 */
export async function* findingsNamed(
  guardduty: GuardDutyClient,
  ids: readonly string[],
): AsyncGenerator<RawFinding[]> {
  const detectorId = await detectorIn(guardduty);
  for (const some of batches(ids)) yield await rawFindings(guardduty, detectorId, some);
}
