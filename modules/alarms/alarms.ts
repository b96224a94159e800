import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { Placement } from "../placement";

interface Metric {
  /** Part of the alarm's name. */
  readonly watches: string;
  readonly description: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** One metric and the value that it must not exceed. */
export interface Watch extends Metric {
  readonly statistic: "Maximum" | "Sum";
  readonly threshold: number;
}

/** A count that has to keep coming: where nothing is counted for that long, something is wrong. */
export interface Pulse extends Metric {
  readonly silenceMinutes: number;
}

/** How alarms are called, and who hears of them. */
export interface AlarmSettings {
  /** An alarm's name from what it watches. */
  readonly nameOf: (watches: string) => string;
  /**
   * ARN of the SNS topic that hears of an alarm and of its end. In the region of the alarms: CloudWatch takes no other.
   * @default nobody hears: the alarms only show
   */
  readonly topicArn?: string;
}

/** What is watched, and where: an alarm sees metrics of its own region only. */
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

/** A single bad period of five minutes sets it off. */
function excess({ statistic, threshold }: Watch) {
  return {
    statistic,
    threshold,
    comparisonOperator: "GreaterThanThreshold",
    period: PERIOD_SECONDS,
    evaluationPeriods: 1,
    // No events and no invocations: nothing is wrong.
    treatMissingData: "notBreaching",
  };
}

/**
 * Many short periods rather than a long one: CloudWatch looks a few periods further back for data before it takes them as missing, and the
 * alarm is late by as much. Beyond a day it takes no period under an hour, and seven days at most.
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
