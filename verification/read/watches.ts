import { DescribeAlarmsCommand, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import {
  DescribeLogGroupsCommand,
  DescribeSubscriptionFiltersCommand,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { UNREAD } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import type { Attributes } from "../../intent/expected-stack";
import { text } from "../kinds/kind";
import { tagMapOf } from "../../aws-clients/tags";
import { expectedOf, type Reading } from "./live";

const ALARM = "aws_cloudwatch_metric_alarm";
const LOG_GROUP = "aws_cloudwatch_log_group";

/** Reads every expected alarm in one call, which takes up to 100 names. */
export async function readAlarms(reading: Reading): Promise<void> {
  const { clients, calls, attempts, live } = reading;
  const names = expectedOf(reading, ALARM).map((alarm) => text(alarm, "alarm_name"));
  if (names.length === 0) return;
  const command = new DescribeAlarmsCommand({ AlarmNames: names, MaxRecords: 100 });
  const answer = calls.make((options) => clients.metrics.send(command, options));
  const found = await attempts.read("alarms", answer);
  for (const name of names) {
    if (found === UNREAD) live.put(ALARM, name, UNREAD);
    else {
      const alarm = found.MetricAlarms?.find(({ AlarmName }) => AlarmName === name);
      live.put(ALARM, name, alarm && alarmOf(alarm));
    }
  }
}

function alarmOf(alarm: MetricAlarm): Attributes {
  return {
    alarm_name: alarm.AlarmName,
    alarm_description: alarm.AlarmDescription,
    actions_enabled: alarm.ActionsEnabled ?? true,
    alarm_actions: alarm.AlarmActions,
    ok_actions: alarm.OKActions,
    insufficient_data_actions: alarm.InsufficientDataActions,
    comparison_operator: alarm.ComparisonOperator,
    datapoints_to_alarm: alarm.DatapointsToAlarm,
    dimensions: Object.fromEntries((alarm.Dimensions ?? []).map(({ Name = "", Value }) => [Name, Value])),
    evaluate_low_sample_count_percentiles: alarm.EvaluateLowSampleCountPercentile,
    evaluation_periods: alarm.EvaluationPeriods,
    extended_statistic: alarm.ExtendedStatistic,
    metric_name: alarm.MetricName,
    metric_query: alarm.Metrics?.map(({ Id, Expression, MetricStat }) => ({ Id, Expression, MetricStat })),
    namespace: alarm.Namespace,
    period: alarm.Period,
    statistic: alarm.Statistic,
    threshold: alarm.Threshold,
    threshold_metric_id: alarm.ThresholdMetricId,
    treat_missing_data: alarm.TreatMissingData ?? "missing",
    unit: alarm.Unit,
  };
}

/** Reads every expected log group. */
export async function readLogGroups(reading: Reading): Promise<void> {
  const names = expectedOf(reading, LOG_GROUP).map((group) => text(group, "name"));
  await Promise.all(names.map((name) => readLogGroup(reading, name)));
}

/** No stack sends the log anywhere, so every subscription is unexpected. */
async function readSubscriptions(
  { clients, calls, attempts, live }: Reading,
  logGroupName: string,
): Promise<void> {
  const command = new DescribeSubscriptionFiltersCommand({ logGroupName });
  const answer = calls.make((options) => clients.logs.send(command, options));
  const found = await attempts.read(`subscriptions of log group ${logGroupName}`, answer);
  for (const { filterName = "", destinationArn = "" } of found === UNREAD
    ? []
    : (found.subscriptionFilters ?? [])) {
    const resource = `${logGroupName} subscription ${filterName}`;
    live.unexpected.push({ reason: "NOT_EXPECTED", resource, found: `sends it to ${destinationArn}` });
  }
}

async function readLogGroup(reading: Reading, name: string): Promise<void> {
  const { clients, calls, attempts, live } = reading;
  const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: name });
  const answer = calls.make((options) => clients.logs.send(command, options));
  const groups = await attempts.read(`log group ${name}`, answer);
  const group =
    groups === UNREAD ? UNREAD : groups.logGroups?.find(({ logGroupName }) => logGroupName === name);
  if (group === UNREAD || group === undefined) {
    live.put(LOG_GROUP, name, group);
    return;
  }
  await readSubscriptions(reading, name);
  const resourceArn = group.logGroupArn ?? group.arn?.replace(/:\*$/, "");
  const listing = new ListTagsForResourceCommand({ resourceArn });
  const listed = calls.make((options) => clients.logs.send(listing, options));
  const tags = await attempts.read(
    `tags of log group ${name}`,
    unlessMissing(listed, ["ResourceNotFoundException"]),
  );
  live.put(LOG_GROUP, name, {
    name,
    kms_key_id: group.kmsKeyId,
    log_group_class: group.logGroupClass ?? "STANDARD",
    retention_in_days: group.retentionInDays ?? 0,
    tags: tags === UNREAD ? UNREAD : tagMapOf(tags?.tags),
  });
}
