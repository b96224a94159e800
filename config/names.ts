import type { ForwardingConfig, OrgdutyConfig } from "./config";

/**
 * The longest config name: IAM roles, rules and functions take 64 characters, and the longest suffix below has to fit.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const MAX_NAME_LENGTH = 32;

/** Names of what orgduty creates. One account and region pair holds one of each, so the config's name keeps them apart. */
export interface ResourceNames {
  /** Rule on the default bus that picks findings. */
  readonly rule: string;
  /** What EventBridge could never put into the queue. */
  readonly targetDeadLetterQueue: string;
  /** The function's role. IAM is global, so one role serves every region of a partition. */
  readonly functionRole: string;
  /** The hub's bus in the home region. */
  readonly bus: string;
  /** Lets each region's rule put findings on the hub's bus. */
  readonly busRole: string;
  /** The hub's rule on that bus. */
  readonly hubRule: string;
  /** What the hub's rule could never put into the queue. The home region has one for its own rule, too. */
  readonly hubTargetDeadLetterQueue: string;
  /** Scheduled rule that shows the relay that the way is open. */
  readonly heartbeat: string;
  /** An alarm's name from what it watches, e.g. `oldest-message-hour`. */
  readonly alarm: (watches: string) => string;
}

/** Every derived name of a config. Names are the same in every region and partition: nothing here needs a lookup. */
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
    alarm: (watches) => `${findings}-${watches}`,
  };
}

/** Names of a queue of findings and of the function that empties it. */
export interface DeliveryNames {
  readonly queue: string;
  /** What the function could never deliver, with the reason. */
  readonly deadLetterQueue: string;
  readonly function: string;
  readonly logGroup: string;
  /** As in ResourceNames, for alarms on the delivery. */
  readonly alarm: (watches: string) => string;
}

/**
 * Names of the delivery in a region, or of the hub's. They differ because foundation has the hub's and the home region's stack has the
 * region's: with one name for both, a change of topology would let one stack take over what the other still owns.
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

/** A stack's key in the state bucket. The config's name is part of it, so that two configs may share a bucket. */
export function s3StateKey(name: string, stackName: string, keyPrefix: string = "orgduty"): string {
  return `${keyPrefix}/${name}/${stackName}.tfstate`;
}
