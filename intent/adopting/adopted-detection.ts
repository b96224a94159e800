import { PLAN_MODES, type PlanMode } from "../../aws/features";
import type { DetectionConfig, PublishingFrequency } from "../../config/config";
import {
  RUNTIME_AGENT_KEYS,
  RUNTIME_AGENTS,
  PROTECTION_PLANS,
  simplePlans,
} from "../../config/protection-plans";
import { keptBy } from "../kept";
import type { AdministeredRegion } from "./administered-regions";
import { changedBy, strongest, type InRegion } from "./strongest";

const FREQUENCIES: readonly PublishingFrequency[] = ["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"];

/** Detection settings under which no region loses anything, and what changes in regions that differ. */
export interface AdoptedDetection {
  readonly detection: Pick<DetectionConfig, "findingPublishingFrequency" | "protectionPlans">;
  readonly differences: readonly string[];
}

/**
 * The settings of what exists. One config has one value for all regions: if they differ, it is the strongest, so that
 * nothing is lowered. A plan that is on in the administrator's own detector is NEW at least, because NONE turns it off.
 */
export function adoptedDetection(regions: readonly AdministeredRegion[]): AdoptedDetection {
  const differences: string[] = [];
  const modeOf = (feature: string): PlanMode => {
    const all = regions.map(({ region, organization }): InRegion<PlanMode> => {
      return { region, value: (organization.features[feature] ?? "NONE") as PlanMode };
    });
    const ofOrganization = strongest(all, PLAN_MODES) ?? "NONE";
    const onHere = regions.filter(({ detector }) => detector.features[feature] === "ENABLED");
    const mode = ofOrganization === "NONE" && onHere.length > 0 ? "NEW" : ofOrganization;
    differences.push(...changedBy(`${feature} for the organization`, all, mode));
    if (mode !== "NONE")
      for (const { region } of regions.filter((one) => !onHere.includes(one)))
        differences.push(
          `${region}: ${feature} is off in the administrator's own detector, and is turned on`,
        );
    return mode;
  };
  const simple = simplePlans((key) => modeOf(PROTECTION_PLANS[key]));
  const mode = modeOf("RUNTIME_MONITORING");
  const agents = RUNTIME_AGENT_KEYS.map(
    (key) => [key, mode === "NONE" ? mode : modeOf(`RUNTIME_MONITORING/${RUNTIME_AGENTS[key]}`)] as const,
  );
  const frequencies = regions.map(({ region, detector }): InRegion<PublishingFrequency> => {
    return { region, value: detector.findingPublishingFrequency as PublishingFrequency };
  });
  const findingPublishingFrequency = strongest(frequencies, FREQUENCIES) ?? "FIFTEEN_MINUTES";
  differences.push(...changedBy("the frequency", frequencies, findingPublishingFrequency));
  const protectionPlans = {
    ...simple,
    runtimeMonitoring: {
      mode,
      agents: Object.fromEntries(agents) as DetectionConfig["protectionPlans"]["runtimeMonitoring"]["agents"],
    },
  };
  return { detection: { findingPublishingFrequency, protectionPlans }, differences };
}

/** What other plans GuardDuty has on in a region: the config does not have them, and they stay. */
export function otherPlans({ region, organization }: AdministeredRegion): string[] {
  const ours = new Set<string>(Object.values(PROTECTION_PLANS));
  return Object.entries(organization.features)
    .filter(([name, mode]) => !name.includes("/") && !ours.has(name) && mode !== "NONE")
    .map(([name, mode]) => `${region}: ${name} is ${mode}, which orgduty does not have, and stays`);
}

/** What the two accounts keep in a region although the config does not name it. */
export function keptIn({ region, administrator, management }: AdministeredRegion, ownRule: string): string[] {
  const text =
    (whose: string) =>
    ({ kind, name }: ReturnType<typeof keptBy>[number]) =>
      `${region}: ${whose}${kind} "${name}" stays, and orgduty does not manage it`;
  return [
    ...keptBy(administrator, ownRule).map(text("")),
    ...keptBy(management).map(text("the management account's ")),
  ];
}
