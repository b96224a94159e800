import { PROTECTION_PLANS, RUNTIME_AGENTS } from "../../../config/protection-plans";
import type { FoundCoverage, FoundMember } from "../../../verification/read/found-coverage";
import type { FoundPipeline } from "../../../verification/read/found-pipeline";
import type { WantedPipeline } from "../../../intent/wanted-pipeline";

const FEATURES = [...Object.values(PROTECTION_PLANS), ...Object.values(RUNTIME_AGENTS)];

/** Every plan and agent setting with one value. */
export function all(value: string): Record<string, string> {
  return Object.fromEntries(FEATURES.map((name) => [name, value]));
}

/** A member that is covered in full. */
export function member(accountId: string, changes: Partial<FoundMember> = {}): FoundMember {
  return { accountId, relationshipStatus: "Enabled", features: all("ENABLED"), ...changes };
}

/** GuardDuty as a healthy region has it. */
export function healthyCoverage(
  administratorAccountId: string,
  memberIds: readonly string[],
  changes: Partial<FoundCoverage> = {},
): FoundCoverage {
  return {
    administratorAccountId,
    detector: {
      id: "d1",
      enabled: true,
      findingPublishingFrequency: "FIFTEEN_MINUTES",
      features: all("ENABLED"),
    },
    organizationConfiguration: { newAccounts: "NEW", features: all("NEW") },
    members: memberIds.map((id) => member(id)),
    ...{ destinations: [], archiveFilters: [], trustedLists: [] },
    ...changes,
  };
}

/** A pipeline that is just as it is wanted, and empty. */
export function healthyPipeline(wanted: WantedPipeline) {
  const { rules, queues, bus, alarms } = wanted;
  const delivery: Partial<ReturnType<typeof healthyDelivery>> = wanted.delivery
    ? healthyDelivery(wanted.delivery.forwarding)
    : {};
  const named = <Item extends { name: string }, Found>(
    items: readonly Item[],
    found: (item: Item) => Found,
  ) => Object.fromEntries(items.map((item) => [item.name, found(item)]));
  return {
    rules: named(rules, ({ trigger, targetArn, deadLetterQueueArn }) => ({
      enabled: true,
      ...("pattern" in trigger
        ? { pattern: JSON.parse(JSON.stringify(trigger.pattern)) as unknown }
        : { scheduleExpression: `rate(${trigger.everyMinutes} minutes)` }),
      targets: [{ arn: targetArn, deadLetterQueueArn }],
    })),
    queues: named(queues, ({ arn, senders, deadLetterQueueArn }) => ({
      policy: sendPolicy(arn, senders),
      ...(deadLetterQueueArn ? { deadLetterQueueArn } : {}),
      messages: 0,
      createdAt: 0,
    })),
    delivery,
    ...(bus ? { busPolicy: allow({ AWS: bus.roleArn }, "events:PutEvents") } : {}),
    keyPolicies: {},
    alarms: alarms.names.map((name) => ({
      ...{ name, actionsEnabled: true, actions: alarms.topicArn ? [alarms.topicArn] : [] },
    })),
  } satisfies FoundPipeline;
}

function healthyDelivery({
  logRelay: { secretName, ...logRelay },
  format,
  maximumConcurrency,
}: NonNullable<WantedPipeline["delivery"]>["forwarding"]) {
  const environment = {
    ORGDUTY_FORMAT: format,
    ORGDUTY_LOG_RELAY: JSON.stringify(logRelay),
    ...(secretName ? { ORGDUTY_SECRET_NAME: secretName } : {}),
  };
  return {
    function: { state: "Active", environment },
    mapping: {
      ...{ state: "Enabled", filters: [], responseTypes: ["ReportBatchItemFailures"], maximumConcurrency },
    },
    lastDeliveryAt: new Date().toISOString(),
    ...(secretName ? { secret: "present" as const } : {}),
  };
}

function sendPolicy(queueArn: string, rules: readonly string[]): string {
  const condition = { ArnEquals: { "aws:SourceArn": rules } };
  const tls = {
    Effect: "Deny",
    Principal: "*",
    Action: "sqs:*",
    Resource: queueArn,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return allow({ Service: "events.amazonaws.com" }, "sqs:SendMessage", condition, [tls]);
}

/** A policy with one statement that allows, and others as they are. */
export function allow(
  principal: Record<string, string>,
  action: string,
  condition?: object,
  others: readonly object[] = [],
): string {
  const statement = { Effect: "Allow", Principal: principal, Action: action, Resource: "*" };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ ...statement, ...(condition ? { Condition: condition } : {}) }, ...others],
  });
}
