import { arn, resourceNames, roleArn } from "../config/names";
import { partitionOf, type Region } from "../config/regions";
import type { Named } from "../modules/named";
import type { StackContext } from "./stack-context";

/** Everything on the findings' way in a region of the administrator's account. The bus and its rule are the hub's. */
export function forwardingNames({ config, organization }: ForwardingContext, region: Region) {
  const names = resourceNames(config);
  const { partition, administratorAccountId: account } = organization;
  const within = (service: string, type: string, name: string): Named => ({
    name,
    arn: arn({ partition, service, region, account, resource: `${type}${name}` }),
  });
  return {
    rule: within("events", "rule/", names.rule),
    heartbeat: within("events", "rule/", names.heartbeat),
    queue: within("sqs", "", names.queue),
    deadLetterQueue: within("sqs", "", names.deadLetterQueue),
    targetDeadLetterQueue: within("sqs", "", names.targetDeadLetterQueue),
    function: within("lambda", "function:", names.function),
    logGroup: within("logs", "log-group:", names.logGroup),
    functionRole: { name: names.functionRole, arn: roleArn(partition, account, names.functionRole) },
    bus: within("events", "event-bus/", names.bus),
    busRole: { name: names.busRole, arn: roleArn(partition, account, names.busRole) },
    hubRule: {
      name: names.hubRule,
      arn: within("events", `rule/${names.bus}/`, names.hubRule).arn,
    },
    hubTargetDeadLetterQueue: within("sqs", "", names.hubTargetDeadLetterQueue),
    alarm: names.alarm,
  };
}

/** The part of a stack's context that names and places of the findings' way follow from. */
export type ForwardingContext = Pick<StackContext, "config" | "organization">;

/** The planned regions of the organization's partition: findings never leave it. */
function regionsOf({ config, organization }: ForwardingContext): Region[] {
  return config.regions.filter((region) => partitionOf(region) === organization.partition);
}

/** Where forwarders run: in each region, or with a hub in the home region only. */
export function forwarderRegions(context: ForwardingContext): Region[] {
  const { forwarding, homeRegion } = context.organization;
  if (!forwarding) return [];
  return forwarding.topology === "hub" ? [homeRegion] : regionsOf(context);
}

/**
 * The same resource in another region: a multi-Region key has one id everywhere, and CloudWatch reaches only a topic of
 * its own region, so a topic of the same name has to be in each. `*` stands for any region, in a policy.
 */
export function inRegion(arnInSomeRegion: string, region: Region | "*"): string {
  return arnInSomeRegion.replace(/^(arn:[^:]+:[^:]+:)[^:]+/, `$1${region}`);
}
