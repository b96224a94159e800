import { CloudWatchClient, DeleteAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { deployAgain } from "../../support/deployed/pipeline";
import { acting } from "../../support/deployed/place";
import type { BrokenPlace, Fault } from "./fault";

const DEAD = "acme-guardduty-findings-dead";

async function forget(place: BrokenPlace): Promise<void> {
  const client = new CloudWatchClient(acting(place));
  await client.send(new DeleteAlarmsCommand({ AlarmNames: [DEAD] }));
  client.destroy();
}

/** Alarms on the findings' way. */
export const ALARM_FAULTS: readonly Fault[] = [
  {
    what: "the alarm on dead letters deleted",
    reason: "ALARM_MISSING",
    names: DEAD,
    break: forget,
    mend: (place) => deployAgain(place, "aws_cloudwatch_metric_alarm", DEAD),
  },
];
