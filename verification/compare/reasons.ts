/**
 * Why something is not as the config wants it. The list is closed, because pipelines act on it (docs/verifying.md
 * describes each reason). A reason is never renamed or reused.
 */
export const REASONS = {
  NOT_ENROLLED: "the account is not a member of the administrator in this region",
  DISASSOCIATED: "the account was a member, and was disassociated",
  SUSPENDED: "GuardDuty is suspended in the member",
  REGION_DISABLED: "the account has the region switched off",
  ACCOUNT_SUSPENDED: "the account itself is suspended, closing or closed in AWS Organizations",
  NOT_IN_SNAPSHOT:
    "the account is ACTIVE in AWS Organizations, and not in the snapshot; fix: ./orgduty discover",
  PENDING: "AWS has not finished yet",
  FEATURE_OFF: "the protection plan or agent setting is off",
  FEATURE_ON: "the protection plan or agent setting is on, and the config wants it off",
  UNSUPPORTED_HERE: "GuardDuty does not offer the plan in this region",
  EXCLUDED_BUT_ENROLLED: "the config excludes the account, and it is a member",
  DETECTOR_MISSING: "the administrator has no detector in this region",
  DETECTOR_SUSPENDED: "the administrator's detector is suspended",
  FREQUENCY_DIFFERS: "updates of findings are published at another frequency",
  NOT_DELEGATED: "the organization has no GuardDuty administrator in this region",
  WRONG_ADMINISTRATOR: "another account is the organization's GuardDuty administrator in this region",
  ORGANIZATION_CONFIGURATION_DIFFERS: "what new accounts get by themselves is set otherwise",
  TRUSTED_ACCESS_MISSING: "AWS Organizations does not trust the service that the plan needs in every account",
  POLICY_DECIDES: "a policy of the type GUARDDUTY_POLICY decides over GuardDuty's plans, and an apply cannot",
  EXPORT_BLOCKED: "GuardDuty cannot write findings to the export bucket",
  AGENT_UNHEALTHY: "a runtime agent does not report to GuardDuty, although its management is on",
  MALWARE_PLAN_FAILING: "a malware protection plan does not scan its bucket, or not all of it",
  FILTER_ARCHIVES: "a filter that the config does not have archives findings, and they go nowhere",
  TRUSTED_LIST:
    "a trusted IP list that the config does not have keeps GuardDuty from finding anything about its addresses",
  RULE_MISSING: "the EventBridge rule does not exist",
  RULE_DISABLED: "the EventBridge rule is disabled",
  RULE_PATTERN_DIFFERS: "the EventBridge rule matches other events",
  RULE_SCHEDULE_DIFFERS: "the heartbeat comes at another rate",
  SCHEDULE_MISSING: "the schedule of heartbeats does not exist",
  SCHEDULE_DISABLED: "the schedule of heartbeats is disabled, or ends",
  SCHEDULE_TARGET_DIFFERS:
    "the schedule sends something else, or elsewhere: what arrives no longer shows that findings would",
  TARGET_MISSING: "the EventBridge rule does not send to where findings go",
  TARGET_DEAD_LETTERS_MISSING: "the EventBridge rule has no dead-letter queue for what its target refuses",
  TARGET_INPUT_DIFFERS: "the EventBridge rule sends something else in place of the event",
  BUS_MISSING: "the hub's bus does not exist, or does not let the regions' role in",
  QUEUE_MISSING: "a queue does not exist",
  QUEUE_POLICY_MISSING: "the queue's policy does not let the EventBridge rule send",
  REDRIVE_MISSING: "messages that fail for good do not go to the dead-letter queue",
  KEY_GRANT_MISSING: "the key's policy does not let EventBridge or the forwarder use it for the queues",
  KEY_UNUSABLE: "a customer key is disabled, is going to be deleted, or does not exist",
  MAPPING_MISSING: "nothing hands the queue's messages to the function",
  MAPPING_DISABLED: "the event source mapping is disabled",
  MAPPING_FILTERS: "the event source mapping has a filter, and deletes messages that do not match it",
  MAPPING_SETTINGS_DIFFER:
    "the event source mapping hands messages over otherwise: findings of a failed batch may be lost",
  QUEUE_SHARED: "another function takes messages off the queue, which this one then never gets",
  FUNCTION_MISSING: "the forwarding function does not exist",
  FUNCTION_INACTIVE: "the forwarding function cannot run",
  FUNCTION_THROTTLED: "the forwarding function may run less often at a time than the config says",
  FUNCTION_SETTINGS_DIFFER: "the forwarding function delivers elsewhere, or otherwise, than the config says",
  SECRET_MISSING: "the log relay's secret is not in this region, or is going to be deleted",
  SECRET_EMPTY: "the log relay's secret has no value yet",
  SECRET_NOT_JSON: "the log relay's secret has a value that is no JSON object: the function cannot read it",
  SECRET_INCOMPLETE:
    "the log relay's secret lacks what the relay's authentication needs, or holds what cannot be used",
  RESOURCE_MISSING: "something that the stack declares does not exist",
  ATTRIBUTE_DIFFERS: "an attribute of a resource is not what the stack declares",
  NOT_EXPECTED: "something that no stack declares takes part in detection, or in the findings' way",
  DEAD_LETTERS_WAITING: "findings that were never delivered wait in a dead-letter queue",
  DELIVERY_STALLED: "nothing was delivered for three heartbeats, or for one and an hour while messages wait",
  ALARM_MISSING: "an alarm on the findings' way does not exist",
  ALARM_SILENT: "an alarm on the findings' way does not tell the topic that the config names",
} as const;
/** One of these reasons, as reports print it. */
export type Reason = keyof typeof REASONS;

/** Reasons that may resolve with time alone: `--wait` continues while a gap has one of these. */
const PASSING: readonly Reason[] = ["PENDING", "NOT_ENROLLED", "FEATURE_OFF"];

/** Whether AWS may still be working on it. */
export function mayPass(reason: Reason): boolean {
  return PASSING.includes(reason);
}
