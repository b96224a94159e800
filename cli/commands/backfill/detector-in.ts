import { ListDetectorsCommand, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import { CommandError } from "../../terminal/io";

/** @throws CommandError if the account has no detector in the region */
export async function detectorIn(guardduty: GuardDutyClient): Promise<string> {
  const { DetectorIds: [DetectorId] = [] } = await guardduty.send(new ListDetectorsCommand({}));
  if (DetectorId !== undefined) return DetectorId;
  throw new CommandError(
    "GuardDuty is not on in the administrator account",
    "plan and apply the region first, or name the other regions with --region",
  );
}
