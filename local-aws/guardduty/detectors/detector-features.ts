import { TEXT, badRequest } from "../protocol/errors";
import {
  agentsOf,
  readFeatures,
  type AgentName,
  type FeatureName,
  type FeatureRequest,
  type Switch,
} from "./features";
import type { PolicyFeatures } from "../delegation/organization-policy";
import { ensureMalwareProtectionRole } from "../delegation/service-linked-roles";
import type { Detector, Feature } from "../state";
import type { World } from "../world";

const SWITCHES = ["ENABLED", "DISABLED"] as const;

interface DataSources {
  s3Logs?: { enable?: boolean };
  kubernetes?: { auditLogs?: { enable?: boolean } };
  malwareProtection?: { scanEc2InstanceWithFindings?: { ebsVolumes?: boolean } };
}

/** The plans that a request switches, in `features` or in the older `dataSources`. */
export function requestedFeatures(
  body: Readonly<Record<string, unknown>>,
  region: string,
): FeatureRequest<Switch>[] {
  const sources = (body.dataSources ?? {}) as DataSources;
  const older: [FeatureName, boolean | undefined][] = [
    ["S3_DATA_EVENTS", sources.s3Logs?.enable],
    ["EKS_AUDIT_LOGS", sources.kubernetes?.auditLogs?.enable],
    ["EBS_MALWARE_PROTECTION", sources.malwareProtection?.scanEc2InstanceWithFindings?.ebsVolumes],
  ];
  const fromSources = older
    .filter(([, enable]) => enable !== undefined)
    .map(([name, enable]) => ({ name, value: enable ? "ENABLED" : "DISABLED", agents: {} }) as const);
  return [...fromSources, ...readFeatures(body.features, region, SWITCHES)];
}

/** A plan with its agent settings, which are all off unless `agents` says otherwise. */
export function newFeature(name: FeatureName, status: Switch, now: number): Feature {
  const agents: Feature["agents"] = {};
  for (const agent of agentsOf(name, "detector")) agents[agent] = { status: "DISABLED", updatedAt: now };
  return { status, updatedAt: now, agents };
}

/** Refuses both kinds of Runtime Monitoring together, even if they come in two requests. */
export function refuseBothRuntimes(detector: Detector, requested: readonly FeatureRequest<Switch>[]): void {
  const after = (name: FeatureName) =>
    requested.find((request) => request.name === name)?.value ?? detector.features.get(name)?.status;
  const both = after("RUNTIME_MONITORING") === "ENABLED" && after("EKS_RUNTIME_MONITORING") === "ENABLED";
  if (both) throw badRequest(TEXT.invalidValue);
}

/** Switches plans of a detector. Agent settings that the request does not name stay unchanged. */
export async function switchFeatures(
  world: World,
  detector: Detector,
  requested: readonly FeatureRequest<Switch>[],
): Promise<void> {
  const now = world.now();
  for (const { name, value, agents } of requested) {
    const feature = detector.features.get(name) ?? newFeature(name, value, now);
    Object.assign(feature, { status: value, updatedAt: now });
    for (const [agent, status] of Object.entries(agents) as [AgentName, Switch][]) {
      feature.agents[agent] = { status, updatedAt: now };
    }
    detector.features.set(name, feature);
  }
  const malware = detector.features.get("EBS_MALWARE_PROTECTION");
  if (malware?.status === "ENABLED")
    await ensureMalwareProtectionRole(world, detector.accountId, detector.partition);
}

/**
 * `features` as GetDetector and GetMemberDetectors return them. A plan under an organization policy shows the policy's
 * value.
 */
export function featuresView(
  detector: Detector,
  policy: PolicyFeatures | undefined,
): Record<string, unknown>[] {
  return [...detector.features].map(([name, feature]) => {
    const agents = agentsOf(name, "detector").map((agent) => ({
      name: agent,
      status: feature.agents[agent]?.status ?? "DISABLED",
      updatedAt: (feature.agents[agent]?.updatedAt ?? feature.updatedAt) / 1000,
    }));
    const additional = agents.length > 0 ? { additionalConfiguration: agents } : {};
    return {
      name,
      status: policy?.[name] ?? feature.status,
      updatedAt: feature.updatedAt / 1000,
      ...additional,
    };
  });
}

/** The same plans as `dataSources`, the older form of `features`. */
export function dataSourcesView(detector: Detector): Record<string, unknown> {
  const status = (name: FeatureName) => ({ status: detector.features.get(name)?.status ?? "DISABLED" });
  return {
    cloudTrail: { status: "ENABLED" },
    dnsLogs: { status: "ENABLED" },
    flowLogs: { status: "ENABLED" },
    s3Logs: status("S3_DATA_EVENTS"),
    kubernetes: { auditLogs: status("EKS_AUDIT_LOGS") },
    malwareProtection: { scanEc2InstanceWithFindings: { ebsVolumes: status("EBS_MALWARE_PROTECTION") } },
  };
}
