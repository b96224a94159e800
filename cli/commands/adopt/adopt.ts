import { writeFileSync } from "node:fs";
import type { OrgdutyConfig } from "../../../config/config";
import { readText } from "../../../config/problems/read-text";
import { throwProblems } from "../../../config/problems/problems";
import { readConfig } from "../../../config/read-config";
import { administeredRegions } from "../../../intent/adopting/administered-regions";
import { adoptedDetection, keptIn, otherPlans } from "../../../intent/adopting/adopted-detection";
import { adoptedEnrolment } from "../../../intent/adopting/adopted-enrolment";
import { unreadParts } from "../../../existing/compare/unread-parts";
import type { Project } from "../../../organization/load-project";
import { openProject, shownPath, type ConfigOptions } from "../../open-project";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { withSettings, type Setting } from "./with-settings";

/** Flags of `orgduty adopt`. It reads files only: `discover` has read AWS. */
export interface AdoptOptions extends ConfigOptions {
  /** Who answers for accounts that stay outside. @default the config's tag owner */
  readonly owner?: string;
  /** Show the settings and write nothing. @default false */
  readonly dryRun?: boolean;
  /** Do not ask. @default false */
  readonly yes?: boolean;
}

/** `orgduty adopt`: writes enrolment and detection of what exists into orgduty.yaml, and says what one config cannot. */
export async function run(options: AdoptOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const { path } = project.config;
  const { settings, differences } = adopted(project, options);
  const file = readText(path);
  if ("unreadable" in file)
    throw new CommandError(`${shownPath(path, io)} cannot be read: ${file.unreadable}`);
  const { text, changed } = withSettings(file.text, settings);
  throwProblems(readConfig(text, path).problems([]));
  for (const line of changed) io.out(`~ ${line}`);
  if (changed.length === 0) io.out(`${shownPath(path, io)} says already what exists`);
  for (const line of differences) io.out(`! ${line}`);
  if (changed.length > 0 && !options.dryRun) {
    await confirm(options, io);
    writeFileSync(path, text);
    io.out(`${shownPath(path, io)} written: ${changed.length} settings`);
  }
  sayNext(io, options, "plan", "shows imports, and what the lines with ! change");
  return EXIT.fine;
}

function adopted({ config, snapshots }: Project, options: AdoptOptions) {
  const found = Object.values(config.organizations).flatMap((organization) => {
    const snapshot = snapshots[organization.partition];
    return snapshot ? [{ organization, snapshot, regions: administeredRegions(organization, snapshot) }] : [];
  });
  const regions = found.flatMap((one) => one.regions);
  if (regions.length === 0)
    throw new CommandError(
      "the snapshots have no region that the administrator administers: there is nothing to adopt",
      "./orgduty discover, if GuardDuty is on somewhere; otherwise plan as it is",
    );
  const { detection, differences } = adoptedDetection(regions);
  const enrolments = found
    .filter((one) => one.regions.length > 0)
    .map(({ organization, snapshot, regions: own }) => ({
      partition: organization.partition,
      ...adoptedEnrolment(organization, snapshot, own),
    }));
  const elsewhere = found.flatMap(({ organization, snapshot }) =>
    Object.entries(snapshot.regions).flatMap(([region, part]) =>
      "delegatedTo" in part &&
      typeof part.delegatedTo === "string" &&
      part.delegatedTo !== organization.administratorAccountId
        ? [`${region}: administered by ${part.delegatedTo}: docs/adopting.md has the migration`]
        : [],
    ),
  );
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
      ...regions.flatMap((region) => [...otherPlans(region), ...keptIn(region)]),
      ...elsewhere,
      ...unread,
    ].sort(),
  };
}

interface Adopted {
  readonly detection: ReturnType<typeof adoptedDetection>["detection"];
  readonly enrolments: readonly (ReturnType<typeof adoptedEnrolment> & { readonly partition: string })[];
}

const REASON = "no member of GuardDuty when this config was adopted";

function settingsOf(
  config: OrgdutyConfig,
  { detection, enrolments }: Adopted,
  { owner }: AdoptOptions,
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
      ? [{ path: ["detection", "plansReachExcluded"], value: exception }]
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

async function confirm({ yes }: AdoptOptions, io: Io): Promise<void> {
  if (yes) return;
  if (!io.interactive)
    throw new CommandError(
      "nobody can be asked whether to write this",
      "--yes writes it, --dry-run only shows it",
    );
  const answer = await io.ask("Write these settings into the config? Only yes does: ");
  if (answer !== "yes") throw new CommandError("nothing was written");
}
