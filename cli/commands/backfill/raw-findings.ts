import { GetFindingsCommand, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import { onAnswer, textOf } from "../../terminal/on-answer";
import { objectsIn } from "./json-objects";

/** A finding as GuardDuty wrote it, with the fields that backfill looks at. */
export interface RawFinding {
  readonly text: string;
  readonly id: string;
  readonly updatedAt: string;
  readonly region: string;
  readonly severity: number;
  readonly type: string;
}

/**
 * Reads findings by id, at most 50. It takes the HTTP answer, because the SDK renames fields (sourceIPs becomes
 * SourceIps) and turns numbers into dates. The HTTP answer is what EventBridge sends.
 */
export async function rawFindings(
  guardduty: GuardDutyClient,
  DetectorId: string,
  FindingIds: string[],
): Promise<RawFinding[]> {
  const command = new GetFindingsCommand({ DetectorId, FindingIds });
  let answered = "";
  onAnswer(command, async (answer) => void (answered = await textOf(answer)));
  await guardduty.send(command);
  return objectsIn(answered, "findings").map((text) => {
    const { id, updatedAt, region, severity, type } = JSON.parse(text) as RawFinding;
    return { text, id, updatedAt, region, severity, type };
  });
}
