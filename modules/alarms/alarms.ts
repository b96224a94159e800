import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { Placement } from "../placement";

interface Metric {
  /** The last part of the alarm's name. */
  readonly watches: string;
  readonly description: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** One metric, and the value that it must not exceed. */
export interface Watch extends Metric {
  readonly statistic: "Maximum" | "Sum";
  readonly threshold: number;
}

/** A count that must keep coming. If nothing is counted for that long, something is wrong. */
export interface Pulse extends Metric {
  readonly silenceMinutes: number;
}

/** How alarms are named, and which topic they notify. */
export interface AlarmSettings {
  /** Makes an alarm's name from what it watches. */
  readonly nameOf: (watches: string) => string;
  /**
   * ARN of the SNS topic that is notified when an alarm begins and ends. It must be in the alarms' region: CloudWatch
   * accepts no other.
   * @default none: alarms notify no topic, and only show in CloudWatch
   */
  readonly topicArn?: string;
}

/** The metrics to watch, and where. An alarm sees only metrics in its own region. */
export interface AlarmsProps extends AlarmSettings {
  readonly placement: Placement;
  readonly watches: readonly (Watch | Pulse)[];
}

const PERIOD_SECONDS = 300;
const HOUR_SECONDS = 60 * 60;
const DAY_MINUTES = 24 * 60;

/** One alarm for each metric. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { placement, nameOf, topicArn } = props;
    for (const watch of props.watches) {
      const { watches, description, namespace, metricName, dimensions } = watch;
      new CloudwatchMetricAlarm(this, watches, {
        ...placement,
        namespace,
        metricName,
        dimensions,
        alarmName: nameOf(watches),
        alarmDescription: description,
        ...("silenceMinutes" in watch ? silence(watch) : excess(watch)),
        ...(topicArn && { alarmActions: [topicArn], okActions: [topicArn] }),
      });
    }
  }
}

/** One bad period of five minutes is enough to set it off. */
function excess({ statistic, threshold }: Watch) {
  return {
    statistic,
    threshold,
    comparisonOperator: "GreaterThanThreshold",
    period: PERIOD_SECONDS,
    evaluationPeriods: 1,
    // Without data there were no events and no invocations: nothing is wrong.
    treatMissingData: "notBreaching",
  };
}

/**
 * Uses many short periods, not one long one: CloudWatch waits a few more periods before it treats data as missing, and
 * with long periods the alarm would be late. If the periods together are longer than a day, each must be at least an
 * hour; together they may be seven days at most.
 * Sources: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
function silence({ silenceMinutes }: Pulse) {
  const period = silenceMinutes > DAY_MINUTES ? HOUR_SECONDS : PERIOD_SECONDS;
  return {
    statistic: "Sum",
    threshold: 1,
    comparisonOperator: "LessThanThreshold",
    period,
    evaluationPeriods: Math.ceil((silenceMinutes * 60) / period),
    treatMissingData: "breaching",
  };
}
