import { GetMetricStatisticsCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { Calls } from "../../aws-clients/calls";

/** The metric namespace that the forwarder uses (lambda-src/finding-forwarder/environment.ts). */
const NAMESPACE = "orgduty";
const SERVICE = { Name: "service", Value: "finding-forwarder" };
const DAY_MS = 24 * 60 * 60_000;
const LOOK_BACK_DAYS = 14;

/**
 * When a forwarder last delivered a finding or a heartbeat, according to its own metrics. Undefined if there are no
 * metrics. CloudWatch shows a metric only some minutes after it was written.
 */
export async function readLastDelivery(
  client: CloudWatchClient,
  calls: Calls,
  functionName: string,
  now: number = Date.now(),
): Promise<string | undefined> {
  const command = new GetMetricStatisticsCommand({
    Namespace: NAMESPACE,
    Dimensions: [SERVICE, { Name: "function_name", Value: functionName }],
    MetricName: "lastDelivery",
    StartTime: new Date(now - LOOK_BACK_DAYS * DAY_MS),
    EndTime: new Date(now),
    Period: DAY_MS / 1000,
    Statistics: ["Maximum"],
  });
  const { Datapoints = [] } = await calls.make((options) => client.send(command, options));
  const latest = Math.max(0, ...Datapoints.map(({ Maximum = 0 }) => Maximum));
  return latest > 0 ? new Date(latest * 1000).toISOString() : undefined;
}
