import type { Attributes } from "../../intent/expected-stack";
import { text, type Kind } from "./kind";

const busOf = (attributes: Attributes) => text(attributes, "event_bus_name") || "default";

/**
 * EventBridge and its Scheduler. Defaults:
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/cloudwatch_event_target
 */
export const EVENT_KINDS: Readonly<Record<string, Kind>> = {
  aws_cloudwatch_event_rule: {
    key: (rule) => `${busOf(rule)}/${text(rule, "name")}`,
    label: (rule) => text(rule, "name"),
    missing: "RULE_MISSING",
    reasons: {
      state: "RULE_DISABLED",
      event_pattern: "RULE_PATTERN_DIFFERS",
      schedule_expression: "RULE_SCHEDULE_DIFFERS",
    },
    defaults: { event_bus_name: "default", state: "ENABLED" },
  },
  aws_scheduler_schedule: {
    key: (schedule) => `${text(schedule, "group_name") || "default"}/${text(schedule, "name")}`,
    label: (schedule) => text(schedule, "name"),
    missing: "SCHEDULE_MISSING",
    reasons: {
      state: "SCHEDULE_DISABLED",
      schedule_expression: "RULE_SCHEDULE_DIFFERS",
      end_date: "SCHEDULE_DISABLED",
      target: "SCHEDULE_TARGET_DIFFERS",
      "target.retry_policy": "ATTRIBUTE_DIFFERS",
    },
    defaults: { group_name: "default", schedule_expression_timezone: "UTC", state: "ENABLED" },
  },
  aws_cloudwatch_event_target: {
    key: (target) => `${busOf(target)}/${text(target, "rule")}/${text(target, "target_id")}`,
    label: (target) => text(target, "rule"),
    missing: "TARGET_MISSING",
    reasons: {
      arn: "TARGET_MISSING",
      dead_letter_config: "TARGET_DEAD_LETTERS_MISSING",
      input: "TARGET_INPUT_DIFFERS",
      input_path: "TARGET_INPUT_DIFFERS",
      input_transformer: "TARGET_INPUT_DIFFERS",
    },
    // EventBridge's own defaults: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html
    defaults: {
      event_bus_name: "default",
      retry_policy: { maximum_event_age_in_seconds: 86_400, maximum_retry_attempts: 185 },
    },
  },
  aws_cloudwatch_event_bus: {
    key: (bus) => text(bus, "name"),
    label: (bus) => text(bus, "name"),
    missing: "BUS_MISSING",
  },
  aws_cloudwatch_event_bus_policy: {
    key: (policy) => text(policy, "event_bus_name"),
    label: (policy) => text(policy, "event_bus_name"),
    missing: "BUS_MISSING",
  },
};
