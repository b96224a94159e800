import { DescribeAlarmsCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { Calls } from "../../aws-clients/calls";
import type { FoundAlarm } from "./found-pipeline";
import type { WantedAlarms } from "../../intent/wanted-pipeline";

/** Reads the wanted alarms, in one call: it takes 100 names. */
export async function readAlarms(
  client: CloudWatchClient,
  calls: Calls,
  { names }: WantedAlarms,
): Promise<FoundAlarm[]> {
  const command = new DescribeAlarmsCommand({ AlarmNames: [...names], MaxRecords: 100 });
  const { MetricAlarms = [] } = await calls.make((options) => client.send(command, options));
  return MetricAlarms.map(({ AlarmName = "", ActionsEnabled = true, AlarmActions = [] }) => ({
    name: AlarmName,
    actionsEnabled: ActionsEnabled,
    actions: AlarmActions,
  }));
}
