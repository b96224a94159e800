import { GetFindingsCommand, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import { onAnswer, textOf } from "../../terminal/on-answer";
import { objectsIn } from "./json-objects";

/** A finding as GuardDuty wrote it, and what is looked at. */
export interface RawFinding {
  readonly text: string;
  readonly id: string;
  readonly updatedAt: string;
  readonly region: string;
  readonly severity: number;
  readonly type: string;
}

/**
 * Findings by id, 50 at most. Not as the SDK gives them: its names are not the wire's (SourceIps is sourceIPs there), and its dates are
 * no longer the numbers that they were. The wire has what EventBridge has.
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
