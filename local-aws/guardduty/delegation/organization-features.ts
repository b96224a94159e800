import { TEXT, badRequest } from "../protocol/errors";
import {
  agentsOf,
  offeredIn,
  readFeatures,
  type AgentName,
  type AutoEnable,
  type FeatureName,
  type FeatureRequest,
} from "../detectors/features";
import type { Delegation } from "../state";

const MODES = ["ALL", "NEW", "NONE"] as const;

/** An organization's plans before they are configured: no account gets one. */
export function newOrganizationFeatures(region: string): Delegation["features"] {
  return new Map(offeredIn(region).map((name) => [name, { autoEnable: "NONE", agents: {} }]));
}

interface OrganizationDataSources {
  s3Logs?: { autoEnable?: boolean };
  kubernetes?: { auditLogs?: { autoEnable?: boolean } };
  malwareProtection?: { scanEc2InstanceWithFindings?: { ebsVolumes?: { autoEnable?: boolean } } };
}

/**
 * The plans that a request configures. `dataSources` is the older form and has only on and off. On leaves ALL and NEW
 * unchanged, since Terraform's provider sends back what it last read.
 */
export function requestedOrganizationFeatures(
  delegation: Delegation,
  body: Readonly<Record<string, unknown>>,
): FeatureRequest<AutoEnable>[] {
  const sources = (body.dataSources ?? {}) as OrganizationDataSources;
  const older: [FeatureName, boolean | undefined][] = [
    ["S3_DATA_EVENTS", sources.s3Logs?.autoEnable],
    ["EKS_AUDIT_LOGS", sources.kubernetes?.auditLogs?.autoEnable],
    [
      "EBS_MALWARE_PROTECTION",
      sources.malwareProtection?.scanEc2InstanceWithFindings?.ebsVolumes?.autoEnable,
    ],
  ];
  const fromSources = older
    .filter(([name, on]) => on !== undefined && on !== isOn(delegation, name))
    .map(([name, on]) => ({ name, value: on ? "NEW" : "NONE", agents: {} }) as const);
  const requested = [...fromSources, ...readFeatures(body.features, delegation.region, MODES)];
  refuseBothRuntimes(delegation, requested);
  return requested;
}

function isOn(delegation: Delegation, name: FeatureName): boolean {
  return (delegation.features.get(name)?.autoEnable ?? "NONE") !== "NONE";
}

function refuseBothRuntimes(delegation: Delegation, requested: readonly FeatureRequest<AutoEnable>[]): void {
  const on = (name: FeatureName) => {
    const request = requested.find((candidate) => candidate.name === name);
    return request ? request.value !== "NONE" : isOn(delegation, name);
  };
  if (on("RUNTIME_MONITORING") && on("EKS_RUNTIME_MONITORING")) throw badRequest(TEXT.invalidValue);
}

/** `features` as DescribeOrganizationConfiguration returns them. */
export function organizationFeaturesView(delegation: Delegation): Record<string, unknown>[] {
  return [...delegation.features].map(([name, { autoEnable, agents }]) => {
    const settings = agentsOf(name, "organization").map((agent) => ({
      name: agent,
      autoEnable: agents[agent] ?? "NONE",
    }));
    return { name, autoEnable, ...(settings.length > 0 ? { additionalConfiguration: settings } : {}) };
  });
}

/** The same plans as `dataSources`, the older form, which has only three of them. */
export function organizationDataSourcesView(delegation: Delegation): Record<string, unknown> {
  const on = (name: FeatureName) => ({ autoEnable: isOn(delegation, name) });
  return {
    s3Logs: on("S3_DATA_EVENTS"),
    kubernetes: { auditLogs: on("EKS_AUDIT_LOGS") },
    malwareProtection: { scanEc2InstanceWithFindings: { ebsVolumes: on("EBS_MALWARE_PROTECTION") } },
  };
}

/** What a member of the organization gets from a plan: NEW and ALL turn it on, NONE leaves it unchanged. */
export function impliedSwitches(delegation: Delegation, only?: FeatureName): FeatureRequest<"ENABLED">[] {
  return [...delegation.features]
    .filter(([name, { autoEnable }]) => autoEnable !== "NONE" && (only ?? name) === name)
    .map(([name, { agents }]) => {
      const enabled = (Object.entries(agents) as [AgentName, AutoEnable][]).filter(
        ([, mode]) => mode !== "NONE",
      );
      return {
        name,
        value: "ENABLED",
        agents: Object.fromEntries(enabled.map(([agent]) => [agent, "ENABLED"])),
      };
    });
}
