import { inRegion, parseArn } from "../aws/arn";
import type { Named } from "../aws/named";
import type { ForwardingConfig, OrganizationConfig, OrgdutyConfig } from "../config/config";
import { findingPattern, HUB_PATTERN, type EventPattern } from "../config/finding-pattern";
import type { Region } from "../config/regions";
import { findingsNames } from "./findings-names";

/** A rule and its one target. */
export interface WantedRule {
  readonly name: string;
  /** Absent: the default bus. */
  readonly bus?: string;
  readonly trigger: { readonly pattern: EventPattern } | { readonly everyMinutes: number };
  readonly targetArn: string;
  readonly deadLetterQueueArn: string;
}

/** A queue as the config wants it, one for dead letters included. */
export interface WantedQueue {
  readonly name: string;
  readonly arn: string;
  /** ARNs of the rules that have to be let in. */
  readonly senders: readonly string[];
  /** Where messages go that fail for good. */
  readonly deadLetterQueueArn?: string;
  /** Whether every message in it is a finding that was not delivered. */
  readonly holdsDeadLetters: boolean;
  /** The customer key that encrypts it. */
  readonly kmsKeyArn?: string;
}

/** The function that takes findings off a queue. */
export interface WantedDelivery {
  readonly functionName: string;
  readonly queueArn: string;
  readonly forwarding: ForwardingConfig;
}

/** Alarms by name, and whom they tell. */
export interface WantedAlarms {
  readonly names: readonly string[];
  /** SNS topic in the same region. Absent: nobody. */
  readonly topicArn?: string;
}

/** The findings' way through one region, from the administrator's bus on. */
export interface WantedPipeline {
  readonly rules: readonly WantedRule[];
  readonly queues: readonly WantedQueue[];
  /** Absent where a hub in another region delivers. */
  readonly delivery?: WantedDelivery;
  /** The hub's bus, and the role that has to be let in. */
  readonly bus?: { readonly name: string; readonly roleArn: string };
  readonly alarms: WantedAlarms;
  /** A customer key of another account, which alone may read its policy. */
  readonly foreignKeyArn?: string;
}

/** What alarms watch (modules/finding-intake, modules/finding-delivery); a test holds the two together. */
const INTAKE_ALARMS = ["failed-invocations", "lost", "unsent"];
const DELIVERY_ALARMS = ["oldest-message-hour", "oldest-message-day", "dead", "errors", "nothing-delivered"];

/** What the config wants of a region's pipeline: undefined where it forwards nothing. */
export function wantedPipeline(
  config: Pick<OrgdutyConfig, "name">,
  organization: OrganizationConfig,
  region: Region,
): WantedPipeline | undefined {
  const { forwarding, homeRegion } = organization;
  if (!forwarding) return undefined;
  const names = findingsNames({ config, organization }, region);
  const hub = findingsNames({ config, organization }, homeRegion);
  const isHub = forwarding.topology === "hub";
  const delivers = !isHub || region === homeRegion;
  const target = {
    targetArn: isHub ? hub.bus.arn : names.queue.arn,
    deadLetterQueueArn: names.targetDeadLetterQueue.arn,
  };
  const { heartbeatMinutes: everyMinutes } = forwarding;
  const intake: WantedRule[] = [
    { ...target, name: names.rule.name, trigger: { pattern: findingPattern(forwarding) } },
    { ...target, name: names.heartbeat.name, trigger: { everyMinutes } },
  ];
  const rules = isHub && delivers ? [...intake, hubRule(names)] : intake;
  const queues = [
    unsentQueue(names.targetDeadLetterQueue, [names.rule.arn, names.heartbeat.arn]),
    ...(delivers ? deliveryQueues(names, isHub ? [names.hubRule] : [names.rule, names.heartbeat]) : []),
  ];
  if (isHub && delivers) queues.push(unsentQueue(names.hubTargetDeadLetterQueue, [names.hubRule.arn]));
  const key = forwarding.kmsKeyArn === undefined ? {} : keyOf(forwarding.kmsKeyArn, organization, region);
  const watches = [
    ...INTAKE_ALARMS.map(names.alarm),
    ...(delivers ? DELIVERY_ALARMS.map(names.deliveryAlarm) : []),
    ...(isHub && delivers ? INTAKE_ALARMS.map(names.deliveryAlarm) : []),
  ];
  const topicArn = forwarding.alarmTopicArn && inRegion(forwarding.alarmTopicArn, region);
  return {
    rules,
    queues: queues.map((queue) => ({ ...queue, ...key.ours })),
    ...key.foreign,
    alarms: { names: watches, ...(topicArn ? { topicArn } : {}) },
    ...(delivers
      ? { delivery: { functionName: names.function.name, queueArn: names.queue.arn, forwarding } }
      : {}),
    ...(isHub && delivers ? { bus: { name: names.bus.name, roleArn: names.busRole.arn } } : {}),
  };
}

type Names = ReturnType<typeof findingsNames>;

function hubRule({ hubRule, bus, queue, hubTargetDeadLetterQueue }: Names): WantedRule {
  return {
    name: hubRule.name,
    bus: bus.name,
    trigger: { pattern: HUB_PATTERN },
    targetArn: queue.arn,
    deadLetterQueueArn: hubTargetDeadLetterQueue.arn,
  };
}

function unsentQueue({ name, arn }: Named, senders: readonly string[]): WantedQueue {
  return { name, arn, senders, holdsDeadLetters: true };
}

function deliveryQueues({ queue, deadLetterQueue }: Names, rules: readonly Named[]): WantedQueue[] {
  const senders = rules.map(({ arn }) => arn);
  return [
    { ...queue, senders, deadLetterQueueArn: deadLetterQueue.arn, holdsDeadLetters: false },
    { ...deadLetterQueue, senders: [], holdsDeadLetters: true },
  ];
}

function keyOf(
  keyArn: string,
  { administratorAccountId }: OrganizationConfig,
  region: Region,
): { readonly ours?: { readonly kmsKeyArn: string }; readonly foreign?: { readonly foreignKeyArn: string } } {
  const arnHere = inRegion(keyArn, region);
  const isOurs = parseArn(arnHere).accountId === administratorAccountId;
  return isOurs ? { ours: { kmsKeyArn: arnHere } } : { foreign: { foreignKeyArn: arnHere } };
}
