import { arn, roleArn } from "../aws/arn";
import type { Named } from "../aws/named";
import type { NamedRole } from "../aws/named-role";
import { partitionOf } from "../aws/partitions";
import type { OrganizationConfig, OrgdutyConfig } from "../config/config";
import { deliveryNames, resourceNames } from "../config/names";
import type { Region } from "../config/regions";

/** The data from which the names and places on the findings path are derived. */
export interface FindingsContext {
  readonly config: Pick<OrgdutyConfig, "name">;
  readonly organization: OrganizationConfig;
}

/**
 * The names of everything on the findings path in a region of the administrator's account. The bus and its rule exist
 * only in the hub; with the hub topology, so do the queue and the function.
 */
export function findingsNames({ config, organization }: FindingsContext, region: Region) {
  const names = resourceNames(config);
  const { partition, administratorAccountId: account, forwarding } = organization;
  const delivery = deliveryNames(config, forwarding?.topology);
  const within = (service: string, type: string, name: string): Named => ({
    name,
    arn: arn({ partition, service, region, account, resource: `${type}${name}` }),
  });
  return {
    rule: within("events", "rule/", names.rule),
    defaultBus: within("events", "event-bus/", "default"),
    heartbeat: within("scheduler", "schedule/default/", names.heartbeat),
    heartbeatGroup: within("scheduler", "schedule-group/", "default"),
    heartbeatRole: namedRole(organization, names.heartbeatRole),
    queue: within("sqs", "", delivery.queue),
    deadLetterQueue: within("sqs", "", delivery.deadLetterQueue),
    targetDeadLetterQueue: within("sqs", "", names.targetDeadLetterQueue),
    function: within("lambda", "function:", delivery.function),
    logGroup: within("logs", "log-group:", delivery.logGroup),
    functionRole: namedRole(organization, names.functionRole),
    bus: within("events", "event-bus/", names.bus),
    busRole: namedRole(organization, names.busRole),
    hubRule: {
      name: names.hubRule,
      arn: within("events", `rule/${names.bus}/`, names.hubRule).arn,
    },
    hubTargetDeadLetterQueue: within("sqs", "", names.hubTargetDeadLetterQueue),
    alarm: names.alarm,
    deliveryAlarm: delivery.alarm,
  };
}

/** A role of the administrator's account, as the organization's policies demand it. */
function namedRole(
  { partition, administratorAccountId, iam }: OrganizationConfig,
  plainName: string,
): NamedRole {
  const { namePrefix = "", path, permissionsBoundary } = iam ?? {};
  const name = `${namePrefix}${plainName}`;
  return {
    ...{ name, arn: roleArn(partition, administratorAccountId, name, path) },
    ...(path !== undefined && { path }),
    ...(permissionsBoundary !== undefined && { permissionsBoundary }),
  };
}

/** The regions in which forwarders run: each planned region of the partition or, with a hub, only the home region. */
export function forwarderRegions({
  config,
  organization,
}: FindingsContext & { readonly config: Pick<OrgdutyConfig, "regions"> }): Region[] {
  const { forwarding, homeRegion, partition } = organization;
  if (!forwarding) return [];
  if (forwarding.topology === "hub") return [homeRegion];
  return config.regions.filter((region) => partitionOf(region) === partition);
}
