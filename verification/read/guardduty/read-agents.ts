import {
  GetCoverageStatisticsCommand,
  ListCoverageCommand,
  type CoverageFilterCriteria,
  type CoverageResource,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import type { RuntimeAgentName } from "../../../aws/features";
import type { Calls } from "../../../aws-clients/calls";

/** A resource whose agent does not report to GuardDuty. */
export interface UnhealthyAgent {
  readonly account: string;
  readonly plan: RuntimeAgentName;
  /** Of the instance or the cluster. */
  readonly resource: string;
  /** In AWS's words. */
  readonly issue: string;
}

/** How many resources Runtime Monitoring should watch, and of how many it receives events. */
export interface AgentCount {
  readonly all: number;
  readonly healthy: number;
}

/** The agents of every account that GuardDuty shows the administrator. */
export interface FoundAgents {
  /** By the setting that manages the agents. */
  readonly counts: Readonly<Partial<Record<RuntimeAgentName, AgentCount>>>;
  /** At most 200. */
  readonly unhealthy: readonly UnhealthyAgent[];
  /** How many more are unhealthy. */
  readonly more: number;
}

/** Who manages the agents of a type of resource. */
const SETTINGS: Readonly<Record<string, RuntimeAgentName>> = {
  EC2: "EC2_AGENT_MANAGEMENT",
  ECS: "ECS_FARGATE_AGENT_MANAGEMENT",
  EKS: "EKS_ADDON_MANAGEMENT",
};

const UNHEALTHY: CoverageFilterCriteria = {
  FilterCriterion: [{ CriterionKey: "COVERAGE_STATUS", FilterCondition: { Equals: ["UNHEALTHY"] } }],
};
const PAGE = 50;
const MOST_PAGES = 4;

/**
 * Reads whether Runtime Monitoring's agents work: one call if all of them do, otherwise one more, and one for each 50
 * that do not, four at most.
 */
export async function readAgents(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<FoundAgents> {
  const all = await count(client, calls, DetectorId);
  if (all.unhealthy === 0) return { counts: countsOf(all.byType, {}), unhealthy: [], more: 0 };
  const [bad, resources] = await Promise.all([
    count(client, calls, DetectorId, UNHEALTHY),
    listUnhealthy(client, calls, DetectorId),
  ]);
  const unhealthy = resources.flatMap(unhealthyAgent);
  return {
    counts: countsOf(all.byType, bad.byType),
    unhealthy,
    more: Math.max(0, all.unhealthy - unhealthy.length),
  };
}

type ByType = Readonly<Record<string, number>>;

async function count(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
  FilterCriteria?: CoverageFilterCriteria,
): Promise<{ readonly byType: ByType; readonly unhealthy: number }> {
  const command = new GetCoverageStatisticsCommand({
    DetectorId,
    StatisticsType: ["COUNT_BY_RESOURCE_TYPE", "COUNT_BY_COVERAGE_STATUS"],
    ...(FilterCriteria ? { FilterCriteria } : {}),
  });
  const { CoverageStatistics: found = {} } = await calls.make((options) => client.send(command, options));
  return { byType: found.CountByResourceType ?? {}, unhealthy: found.CountByCoverageStatus?.UNHEALTHY ?? 0 };
}

function countsOf(all: ByType, unhealthy: ByType): FoundAgents["counts"] {
  const counts = Object.entries(all).flatMap(([type, number]): [RuntimeAgentName, AgentCount][] => {
    const plan = SETTINGS[type];
    return plan && number > 0 ? [[plan, { all: number, healthy: number - (unhealthy[type] ?? 0) }]] : [];
  });
  return Object.fromEntries(counts);
}

async function listUnhealthy(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<CoverageResource[]> {
  const all: CoverageResource[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const command = new ListCoverageCommand({
      ...{ DetectorId, MaxResults: PAGE, FilterCriteria: UNHEALTHY },
      ...(NextToken ? { NextToken } : {}),
    });
    const answer = await calls.make((options) => client.send(command, options));
    all.push(...(answer.Resources ?? []));
    NextToken = answer.NextToken;
    if (!NextToken) break;
  }
  return all;
}

function unhealthyAgent(found: CoverageResource): UnhealthyAgent[] {
  const { AccountId = "", ResourceId = "", ResourceDetails, Issue = "AWS gives no reason" } = found;
  const {
    Ec2InstanceDetails: instance,
    EksClusterDetails: eks,
    EcsClusterDetails: ecs,
  } = ResourceDetails ?? {};
  const plan = SETTINGS[ResourceDetails?.ResourceType ?? ""];
  if (!plan) return [];
  const resource = instance?.InstanceId ?? eks?.ClusterName ?? ecs?.ClusterName ?? ResourceId;
  return [{ account: AccountId, plan, resource, issue: Issue }];
}
