import type { OrgdutyConfig } from "../../../config/config";
import { resourceNames } from "../../../config/names";
import { throwProblems } from "../../../config/problems/problems";
import { readConfig } from "../../../config/read-config";
import { unreadParts } from "../../../existing/compare/unread-parts";
import { administeredRegions } from "../../../intent/adopting/administered-regions";
import { adoptedDetection, keptIn, otherPlans } from "../../../intent/adopting/adopted-detection";
import { adoptedEnrolment } from "../../../intent/adopting/adopted-enrolment";
import type { Project } from "../../../organization/load-project";
import type { Snapshot } from "../../../organization/snapshot";
import { CommandError } from "../../terminal/io";
import { nothingToAdopt, othersIn, refuseExcludedUnderAll } from "./refusals";
import { withSettings, type Setting } from "./with-settings";

/** Who answers for what stays outside. */
export interface Answering {
  /** @default the config's tag owner */
  readonly owner?: string;
}

/** A config with the settings of what exists. */
export interface AdoptedConfig {
  readonly text: string;
  /** Each setting that is another one now. */
  readonly changed: readonly string[];
  /** What one config cannot say: regions and members that differ, and what stays as it is. */
  readonly differences: readonly string[];
}

/**
 * Writes enrolment and detection of what exists into a config's text.
 * @throws CommandError if there is nothing to adopt, ProblemsError if the text would no longer be a valid config
 */
export function adoptedConfig(
  project: Pick<Project, "config" | "snapshots">,
  before: string,
  options: Answering,
): AdoptedConfig {
  const { settings, differences } = adopted(project, options);
  const { text, changed } = withSettings(before, settings);
  throwProblems(readConfig(text, project.config.path).problems([]));
  return { text, changed, differences };
}

function adopted({ config, snapshots }: Pick<Project, "config" | "snapshots">, options: Answering) {
  const found = Object.values(config.organizations).flatMap((organization) => {
    const whole = snapshots[organization.partition];
    if (!whole) return [];
    const snapshot = { ...whole, regions: plannedOf(config, whole.regions) };
    return [{ organization, snapshot, regions: administeredRegions(organization, snapshot) }];
  });
  const elsewhere = found.flatMap(({ organization, snapshot }) => othersIn(organization, snapshot));
  const regions = found.flatMap((one) => one.regions);
  if (regions.length === 0) throw nothingToAdopt(elsewhere);
  for (const one of found) refuseExcludedUnderAll(one.organization, one.regions);
  const { detection, differences } = adoptedDetection(regions);
  const enrolments = found
    .filter((one) => one.regions.length > 0)
    .map(({ organization, snapshot, regions: own }) => ({
      partition: organization.partition,
      ...adoptedEnrolment(organization, snapshot, own),
    }));
  const unread = found.flatMap(({ snapshot }) =>
    unreadParts(snapshot.regions).map(
      ({ region, part = "all of it", reason }) => `${region}: ${part} was not read: ${reason}`,
    ),
  );
  return {
    settings: settingsOf(config, { detection, enrolments }, options),
    differences: [
      ...differences,
      ...enrolments.flatMap((one) => one.differences),
      ...regions.flatMap((region) => [...otherPlans(region), ...keptIn(region, resourceNames(config).rule)]),
      ...elsewhere.map(
        (one) => `${one.region}: administered by ${one.by}: docs/adopting.md has the migration`,
      ),
      ...unread,
    ].sort(),
  };
}

/** A snapshot keeps regions that the config no longer plans: nothing of them is adopted. */
function plannedOf({ regions }: OrgdutyConfig, all: Snapshot["regions"]): Snapshot["regions"] {
  const planned = new Set<string>(regions);
  return Object.fromEntries(Object.entries(all).filter(([region]) => planned.has(region)));
}

interface Adopted {
  readonly detection: ReturnType<typeof adoptedDetection>["detection"];
  readonly enrolments: readonly (ReturnType<typeof adoptedEnrolment> & { readonly partition: string })[];
}

const REASON = "no member of GuardDuty when this config was adopted";

function settingsOf(
  config: OrgdutyConfig,
  { detection, enrolments }: Adopted,
  { owner }: Answering,
): Setting[] {
  const { runtimeMonitoring, ...simple } = detection.protectionPlans;
  const plans = ["detection", "protectionPlans"];
  const outside = enrolments.flatMap(({ exclude }) => exclude);
  const answers = owner ?? config.tags.owner;
  if (outside.length > 0 && answers === undefined)
    throw new CommandError(
      `${outside.length} accounts are no members, and nobody answers for that`,
      "--owner WHO",
    );
  const exception = { reason: REASON, owner: answers };
  const reachesExcluded =
    outside.length > 0 && [...Object.values(simple), runtimeMonitoring.mode].includes("ALL")
      ? [{ path: ["detection", "plansReachExcluded"], value: exception, onlyIfAbsent: true }]
      : [];
  return [
    ...enrolments.flatMap(({ partition, mode, newAccounts, exclude }): Setting[] => {
      const enrolment = ["organizations", partition, "enrolment"];
      return [
        { path: [...enrolment, "mode"], value: mode },
        { path: [...enrolment, "newAccounts"], value: newAccounts },
        ...exclude.map((id) => ({
          path: [...enrolment, "exclude", id],
          value: exception,
          onlyIfAbsent: true,
        })),
      ];
    }),
    { path: ["detection", "findingPublishingFrequency"], value: detection.findingPublishingFrequency },
    ...reachesExcluded,
    ...Object.entries(simple).map(([key, value]) => ({ path: [...plans, key], value })),
    { path: [...plans, "runtimeMonitoring", "mode"], value: runtimeMonitoring.mode },
    ...(runtimeMonitoring.mode === "NONE"
      ? []
      : Object.entries(runtimeMonitoring.agents).map(([key, value]) => ({
          path: [...plans, "runtimeMonitoring", "agents", key],
          value,
        }))),
  ];
}
