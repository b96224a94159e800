import { ListDetectorsCommand, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import type { Calls } from "./calls";

/** The account's one detector in the region. */
export async function findDetectorId(client: GuardDutyClient, calls: Calls): Promise<string | undefined> {
  const { DetectorIds = [] } = await calls.make((options) =>
    client.send(new ListDetectorsCommand({}), options),
  );
  return DetectorIds[0];
}
