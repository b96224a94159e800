import { TEXT, badRequest } from "../protocol/errors";
import { page, type PageRequest } from "../protocol/pages";
import { isAssociated } from "../members/members";
import { placeKey, type Agent, type Detector } from "../state";
import { detectorOf, ownDetector, type Call, type World } from "../world";

interface Criterion {
  criterionKey?: string;
  filterCondition?: { equals?: string[]; notEquals?: string[] };
}

type CoverageResource = ReturnType<typeof resourceView>;

/**
 * Counts the resources that Runtime Monitoring watches, by type, by status, or both.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetCoverageStatistics.html
 */
export function getCoverageStatistics(world: World, call: Call): unknown {
  const types = call.body.statisticsType;
  if (!Array.isArray(types) || types.length === 0) throw badRequest(TEXT.invalidParameters);
  const resources = wantedResources(world, call);
  const coverageStatistics = {
    ...(types.includes("COUNT_BY_RESOURCE_TYPE")
      ? { countByResourceType: counted(resources.map(({ resourceDetails }) => resourceDetails.resourceType)) }
      : {}),
    ...(types.includes("COUNT_BY_COVERAGE_STATUS")
      ? { countByCoverageStatus: counted(resources.map(({ coverageStatus }) => coverageStatus)) }
      : {}),
  };
  return { coverageStatistics };
}

/** Lists the same resources, each with its status and, if it is unhealthy, the issue. */
export function listCoverage(world: World, call: Call): unknown {
  return page("resources", wantedResources(world, call), call.body as PageRequest);
}

/** Resources of the caller, and of its members if it is the administrator, that pass the request's filter. */
function wantedResources(world: World, call: Call): CoverageResource[] {
  const { filterCriterion = [] } = (call.body.filterCriteria ?? {}) as { filterCriterion?: Criterion[] };
  const own = ownDetector(world, call);
  const delegation = world.state.delegations.get(placeKey(call.partition, call.region, call.accountId));
  const members = delegation
    ? [...delegation.members.keys()]
        .filter((id) => isAssociated(world, delegation, id))
        .map((id) => detectorOf(world, delegation, id))
    : [];
  return [own, ...members]
    .filter((detector) => detector !== undefined)
    .filter(({ features }) => features.get("RUNTIME_MONITORING")?.status === "ENABLED")
    .flatMap((detector) => (detector.agents ?? []).map((agent) => resourceView(detector, agent)))
    .filter((resource) => filterCriterion.every((criterion) => passes(resource, criterion)));
}

function passes(resource: CoverageResource, { criterionKey = "", filterCondition }: Criterion): boolean {
  const values: Readonly<Record<string, string>> = {
    ACCOUNT_ID: resource.accountId,
    COVERAGE_STATUS: resource.coverageStatus,
    RESOURCE_TYPE: resource.resourceDetails.resourceType,
  };
  const value = values[criterionKey];
  if (value === undefined) throw badRequest(TEXT.invalidParameters);
  const { equals, notEquals = [] } = filterCondition ?? {};
  return (equals === undefined || equals.includes(value)) && !notEquals.includes(value);
}

function resourceView({ accountId, id: detectorId, updatedAt }: Detector, { id, type, issue }: Agent) {
  const details = {
    EC2: { ec2InstanceDetails: { instanceId: id } },
    ECS: { ecsClusterDetails: { clusterName: id } },
    EKS: { eksClusterDetails: { clusterName: id } },
  };
  return {
    ...{ resourceId: id, detectorId, accountId, updatedAt: updatedAt / 1000 },
    resourceDetails: { resourceType: type, ...details[type] },
    coverageStatus: issue === undefined ? "HEALTHY" : "UNHEALTHY",
    ...(issue === undefined ? {} : { issue }),
  };
}

function counted(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
