import type { ForwardingConfig, OrgdutyConfig } from "./config";

/**
 * The longest config name: names of IAM roles, rules and functions have at most 64 characters, and the longest suffix
 * below must fit.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const MAX_NAME_LENGTH = 32;

/**
 * Names of what orgduty creates. Each exists once in an account and region for a config; the config's name keeps
 * several configs apart.
 */
export interface ResourceNames {
  /** Rule on the default bus that matches findings. */
  readonly rule: string;
  /** Holds what EventBridge could not put into the queue. */
  readonly targetDeadLetterQueue: string;
  /** The function's role. IAM is global, so one role serves every region of a partition. */
  readonly functionRole: string;
  /** The hub's bus, in the home region. */
  readonly bus: string;
  /** Allows each region's rule to put findings on the hub's bus. */
  readonly busRole: string;
  /** The hub's rule on that bus. */
  readonly hubRule: string;
  /** Holds what the hub's rule could not put into the queue. The home region also has one for its own rule. */
  readonly hubTargetDeadLetterQueue: string;
  /** Schedule of the events that show the relay that the findings path works. */
  readonly heartbeat: string;
  /** The schedules' role. IAM is global, so one role serves every region of a partition. */
  readonly heartbeatRole: string;
  /** An alarm's name, from what the alarm watches, e.g. `oldest-message-hour`. */
  readonly alarm: (watches: string) => string;
}

/** Every derived name of a config. Names are the same in every region and partition, so they never need a lookup. */
export function resourceNames(config: Pick<OrgdutyConfig, "name">): ResourceNames {
  const findings = `${config.name}-guardduty-findings`;
  return {
    rule: findings,
    targetDeadLetterQueue: `${findings}-unsent`,
    functionRole: `${findings}-forwarder`,
    bus: findings,
    busRole: `${findings}-to-hub`,
    hubRule: `${findings}-hub`,
    hubTargetDeadLetterQueue: `${findings}-hub-unsent`,
    heartbeat: `${findings}-heartbeat`,
    heartbeatRole: `${findings}-heartbeat`,
    alarm: (watches) => `${findings}-${watches}`,
  };
}

/** The plain names of all roles, before a prefix that an organization may demand. */
export function roleNames(config: Pick<OrgdutyConfig, "name">): string[] {
  const { functionRole, busRole, heartbeatRole } = resourceNames(config);
  return [functionRole, busRole, heartbeatRole];
}

/** Names of a queue of findings and of the function that empties it. */
export interface DeliveryNames {
  readonly queue: string;
  /** Holds what the function could not deliver, with the reason. */
  readonly deadLetterQueue: string;
  readonly function: string;
  readonly logGroup: string;
  /** As in ResourceNames, for alarms on this delivery. */
  readonly alarm: (watches: string) => string;
}

/**
 * Names for the delivery in a region, or for the hub's delivery. They differ because the foundation owns the hub's
 * resources and the home region's stack owns the region's: with the same names, a change of topology would let one
 * stack take over what the other still owns.
 */
export function deliveryNames(
  config: Pick<OrgdutyConfig, "name">,
  topology: ForwardingConfig["topology"] = "regional",
): DeliveryNames {
  const { rule, hubRule, alarm } = resourceNames(config);
  const delivery = topology === "hub" ? hubRule : rule;
  return {
    queue: delivery,
    deadLetterQueue: `${delivery}-dead`,
    function: delivery,
    logGroup: `/aws/lambda/${delivery}`,
    alarm: (watches) => alarm(topology === "hub" ? `hub-${watches}` : watches),
  };
}

/** A stack's key in the state bucket. It contains the config's name, so that two configs may share a bucket. */
export function s3StateKey(name: string, stackName: string, keyPrefix: string = "orgduty"): string {
  return `${keyPrefix}/${name}/${stackName}.tfstate`;
}

/** What begins the keys of a config's sealed plans in the state bucket. A rule of the bucket may let them expire. */
export function sealedPrefix(name: string, keyPrefix: string = "orgduty"): string {
  return `${keyPrefix}/${name}/sealed/`;
}

/** The alias of the key of the state bucket that bootstrap makes, without `alias/`. */
export function stateKeyAlias({ name }: Pick<OrgdutyConfig, "name">): string {
  return `${name}-orgduty-state`;
}
