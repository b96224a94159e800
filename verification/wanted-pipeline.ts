import type { ForwardingConfig, OrganizationConfig, OrgdutyConfig } from "../config/config";
import { findingPattern, HUB_PATTERN, type EventPattern } from "../config/finding-pattern";
import { arn, resourceNames, roleArn } from "../config/names";
import type { Region } from "../config/regions";

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
  const parts = partsIn(config, organization, region);
  const hub = partsIn(config, organization, homeRegion);
  const isHub = forwarding.topology === "hub";
  const delivers = !isHub || region === homeRegion;
  const target = { targetArn: isHub ? hub.bus : parts.queue.arn, deadLetterQueueArn: parts.unsent.arn };
  const { heartbeatMinutes: everyMinutes } = forwarding;
  const intake: WantedRule[] = [
    { ...target, name: parts.names.rule, trigger: { pattern: findingPattern(forwarding) } },
    { ...target, name: parts.names.heartbeat, trigger: { everyMinutes } },
  ];
  const rules = isHub && delivers ? [...intake, hubRule(parts)] : intake;
  const queues = [
    unsentQueue(parts.unsent, intake, parts),
    ...(delivers ? deliveryQueues(parts, rules) : []),
  ];
  if (isHub && delivers) queues.push(unsentQueue(parts.hubUnsent, rules.slice(2), parts));
  const key = forwarding.kmsKeyArn === undefined ? {} : keyOf(forwarding.kmsKeyArn, organization, region);
  const watches = [
    ...INTAKE_ALARMS,
    ...(delivers ? DELIVERY_ALARMS : []),
    ...(isHub && delivers ? INTAKE_ALARMS.map((name) => `hub-${name}`) : []),
  ];
  const topicArn = forwarding.alarmTopicArn && inRegion(forwarding.alarmTopicArn, region);
  return {
    rules,
    queues: queues.map((queue) => ({ ...queue, ...key.ours })),
    ...key.foreign,
    alarms: { names: watches.map(parts.names.alarm), ...(topicArn ? { topicArn } : {}) },
    ...(delivers
      ? { delivery: { functionName: parts.names.function, queueArn: parts.queue.arn, forwarding } }
      : {}),
    ...(isHub && delivers ? { bus: { name: parts.names.bus, roleArn: parts.busRole } } : {}),
  };
}

type Parts = ReturnType<typeof partsIn>;

function partsIn(
  config: Pick<OrgdutyConfig, "name">,
  { partition, administratorAccountId: account }: OrganizationConfig,
  region: Region,
) {
  const names = resourceNames(config);
  const within = (service: string, resource: string) =>
    arn({ partition, service, region, account, resource });
  const queue = (name: string) => ({ name, arn: within("sqs", name) });
  return {
    names,
    queue: queue(names.queue),
    dead: queue(names.deadLetterQueue),
    unsent: queue(names.targetDeadLetterQueue),
    hubUnsent: queue(names.hubTargetDeadLetterQueue),
    bus: within("events", `event-bus/${names.bus}`),
    busRole: roleArn(partition, account, names.busRole),
    ruleArn: ({ name, bus }: WantedRule) => within("events", `rule/${bus ? `${bus}/` : ""}${name}`),
  };
}

function hubRule({ names, queue, hubUnsent }: Parts): WantedRule {
  return {
    name: names.hubRule,
    bus: names.bus,
    trigger: { pattern: HUB_PATTERN },
    targetArn: queue.arn,
    deadLetterQueueArn: hubUnsent.arn,
  };
}

function unsentQueue(
  queue: { readonly name: string; readonly arn: string },
  rules: readonly WantedRule[],
  { ruleArn }: Parts,
): WantedQueue {
  return { ...queue, senders: rules.map(ruleArn), holdsDeadLetters: true };
}

function deliveryQueues({ queue, dead, ruleArn }: Parts, rules: readonly WantedRule[]): WantedQueue[] {
  const senders = rules.filter(({ targetArn }) => targetArn === queue.arn).map(ruleArn);
  return [
    { ...queue, senders, deadLetterQueueArn: dead.arn, holdsDeadLetters: false },
    { ...dead, senders: [], holdsDeadLetters: true },
  ];
}

function keyOf(
  keyArn: string,
  { administratorAccountId }: OrganizationConfig,
  region: Region,
): { readonly ours?: { readonly kmsKeyArn: string }; readonly foreign?: { readonly foreignKeyArn: string } } {
  const arnHere = inRegion(keyArn, region);
  const isOurs = arnHere.split(":")[4] === administratorAccountId;
  return isOurs ? { ours: { kmsKeyArn: arnHere } } : { foreign: { foreignKeyArn: arnHere } };
}

/** A multi-Region key has one id everywhere, and a topic of the same name has to be in each region. */
function inRegion(arnInSomeRegion: string, region: Region): string {
  return arnInSomeRegion.replace(/^(arn:[^:]+:[^:]+:)[^:]+/, `$1${region}`);
}
