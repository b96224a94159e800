import { TEXT, badRequest } from "../protocol/errors";
import { FOUNDATIONAL } from "./features";
import { isAssociated } from "../members/members";
import { page, type PageRequest } from "../protocol/pages";
import { placeKey, type Detector } from "../state";
import { detectorOf, ownDetector, type Call, type World } from "../world";

/**
 * The price of each plan for a started day here, in US dollars. It is made up: a real price depends on how much data a
 * plan reads.
 */
const DOLLARS_A_DAY: Readonly<Record<string, number>> = {
  FLOW_LOGS: 0.5,
  CLOUD_TRAIL: 0.2,
  DNS_LOGS: 0.1,
  S3_DATA_EVENTS: 0.4,
  EKS_AUDIT_LOGS: 0.3,
  EBS_MALWARE_PROTECTION: 0.05,
  RDS_LOGIN_EVENTS: 0.25,
  LAMBDA_NETWORK_LOGS: 0.15,
  EKS_RUNTIME_MONITORING: 1.5,
  EC2_RUNTIME_MONITORING: 1.5,
};

/** Plans that have another name in usage statistics. */
const USAGE_NAMES: Readonly<Record<string, string>> = { RUNTIME_MONITORING: "EC2_RUNTIME_MONITORING" };

/** Names in usage statistics, by the older names of data sources. */
const DATA_SOURCES: Readonly<Record<string, string>> = {
  FLOW_LOGS: "FLOW_LOGS",
  CLOUD_TRAIL: "CLOUD_TRAIL",
  DNS_LOGS: "DNS_LOGS",
  S3_LOGS: "S3_DATA_EVENTS",
  KUBERNETES_AUDIT_LOGS: "EKS_AUDIT_LOGS",
  EC2_MALWARE_SCAN: "EBS_MALWARE_PROTECTION",
};

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 30;

/** What one account's plan cost in the last 30 days. */
interface Usage {
  accountId: string;
  feature: string;
  dollars: number;
}

interface Criteria {
  accountIds?: string[];
  features?: string[];
  dataSources?: string[];
}

/**
 * What GuardDuty cost in the last 30 days: the caller's own account, and for an administrator its members.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetUsageStatistics.html
 */
export function getUsageStatistics(world: World, call: Call): unknown {
  const detector = ownDetector(world, call);
  const { usageStatisticsType: type, usageCriteria, unit = "USD" } = call.body;
  if (typeof usageCriteria !== "object" || usageCriteria === null || unit !== "USD")
    throw badRequest(TEXT.invalidValue);
  const usages = usagesOf(world, detector, usageCriteria);
  const { key, rows } = statistics(String(type), usages);
  const { [key]: onPage, ...rest } = page(key, rows, call.body as PageRequest);
  return { usageStatistics: { [key]: onPage }, ...rest };
}

function usagesOf(world: World, own: Detector, criteria: Criteria): Usage[] {
  const { accountIds, features = [], dataSources = [] } = criteria;
  const wanted = [...features, ...dataSources.map((source) => DATA_SOURCES[source])];
  return visibleDetectors(world, own)
    .filter(({ accountId }) => accountIds === undefined || accountIds.includes(accountId))
    .flatMap((detector) => usageOf(detector, world.now()))
    .filter(({ feature }) => wanted.length === 0 || wanted.includes(feature));
}

function visibleDetectors(world: World, own: Detector): Detector[] {
  const delegation = world.state.delegations.get(placeKey(own.partition, own.region, own.accountId));
  if (!delegation) return [own];
  const members = [...delegation.members.keys()].filter((id) => isAssociated(world, delegation, id));
  return [own, ...members.flatMap((id) => detectorOf(world, delegation, id) ?? [])];
}

function usageOf({ accountId, enabled, createdAt, features }: Detector, now: number): Usage[] {
  const days = Math.min(LONGEST_DAYS, Math.max(1, Math.ceil((now - createdAt) / DAY_MS)));
  const on = [...features].filter(([, { status }]) => status === "ENABLED").map(([name]) => name);
  return (enabled ? [...FOUNDATIONAL, ...on] : []).map((name) => {
    const feature = USAGE_NAMES[name] ?? name;
    return { accountId, feature, dollars: days * (DOLLARS_A_DAY[feature] ?? 0) };
  });
}

function statistics(type: string, usages: readonly Usage[]): { key: string; rows: unknown[] } {
  switch (type) {
    case "SUM_BY_ACCOUNT":
      return { key: "sumByAccount", rows: sums("accountId", usages) };
    case "SUM_BY_FEATURES":
      return { key: "sumByFeature", rows: sums("feature", usages) };
    case "SUM_BY_DATA_SOURCE":
      return { key: "sumByDataSource", rows: dataSourceSums(usages) };
    case "TOP_ACCOUNTS_BY_FEATURE": {
      const features = [...new Set(usages.map(({ feature }) => feature))];
      return { key: "topAccountsByFeature", rows: features.map((feature) => topAccounts(feature, usages)) };
    }
    // The local AWS has no resources to bill.
    case "SUM_BY_RESOURCE":
      return { key: "sumByResource", rows: [] };
    case "TOP_RESOURCES":
      return { key: "topResources", rows: [] };
    default:
      throw badRequest(TEXT.invalidValue);
  }
}

/** Sorts the most expensive first. */
function sums(key: "accountId" | "feature", usages: readonly Usage[]) {
  const dollars = new Map<string, number>();
  for (const usage of usages) dollars.set(usage[key], (dollars.get(usage[key]) ?? 0) + usage.dollars);
  return [...dollars]
    .sort(([, a], [, b]) => b - a)
    .map(([name, sum]) => ({ [key]: name, total: total(sum) }));
}

function dataSourceSums(usages: readonly Usage[]): unknown[] {
  return Object.entries(DATA_SOURCES).flatMap(([dataSource, feature]) => {
    const found = usages.filter((usage) => usage.feature === feature);
    const sum = found.reduce((dollars, usage) => dollars + usage.dollars, 0);
    return found.length > 0 ? [{ dataSource, total: total(sum) }] : [];
  });
}

function topAccounts(feature: string, usages: readonly Usage[]): unknown {
  return {
    feature,
    accounts: sums(
      "accountId",
      usages.filter((usage) => usage.feature === feature),
    ),
  };
}

function total(dollars: number) {
  return { amount: dollars.toFixed(2), unit: "USD" };
}
