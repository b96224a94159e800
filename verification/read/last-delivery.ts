import { GetMetricStatisticsCommand, type CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { Calls } from "../../aws-clients/calls";

/** As the forwarder names its metrics (lambda-src/finding-forwarder/environment.ts). */
const NAMESPACE = "orgduty";
const SERVICE = { Name: "service", Value: "finding-forwarder" };
const DAY_MS = 24 * 60 * 60_000;
const LOOK_BACK_DAYS = 14;

/**
 * When a forwarder last delivered something, a heartbeat too, as it says in its own metrics. Undefined where
 * it says nothing. CloudWatch shows a metric only minutes after it was written.
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
