import { text, type Kind } from "./kind";

/**
 * CloudWatch and its logs. Defaults:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const WATCH_KINDS: Readonly<Record<string, Kind>> = {
  aws_cloudwatch_log_group: {
    key: (group) => text(group, "name"),
    label: (group) => text(group, "name"),
    missing: "RESOURCE_MISSING",
    defaults: { log_group_class: "STANDARD", retention_in_days: 0 },
  },
  aws_cloudwatch_metric_alarm: {
    key: (alarm) => text(alarm, "alarm_name"),
    label: (alarm) => text(alarm, "alarm_name"),
    missing: "ALARM_MISSING",
    reasons: { actions_enabled: "ALARM_SILENT", alarm_actions: "ALARM_SILENT" },
    defaults: { actions_enabled: true, treat_missing_data: "missing" },
    notCompared: {
      tags: "a call an alarm, eight in a region, and nothing on the findings' way rests on them",
    },
  },
};
