import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { Placement } from "../placement";

/** One metric and the value that it must not exceed. */
export interface Watch {
  /** Part of the alarm's name. */
  readonly watches: string;
  readonly description: string;
  readonly namespace: "AWS/Events" | "AWS/Lambda" | "AWS/SQS";
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Maximum" | "Sum";
  readonly threshold: number;
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

export interface AlarmsProps extends AlarmSettings {
  readonly placement: Placement;
  readonly watches: readonly Watch[];
}

const PERIOD_SECONDS = 300;

/** One alarm for each metric: a single bad period of five minutes sets it off. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { placement, nameOf, topicArn } = props;
    for (const { watches, description, ...metric } of props.watches) {
      new CloudwatchMetricAlarm(this, watches, {
        ...placement,
        ...metric,
        alarmName: nameOf(watches),
        alarmDescription: description,
        comparisonOperator: "GreaterThanThreshold",
        period: PERIOD_SECONDS,
        evaluationPeriods: 1,
        // No events and no invocations: nothing is wrong.
        treatMissingData: "notBreaching",
        ...(topicArn && { alarmActions: [topicArn], okActions: [topicArn] }),
      });
    }
  }
}
