import type { OrgdutyConfig } from "../config/config";
import type { Manifest } from "../plans-folder/manifest";
import { ownFolderOf, stateFolderOf } from "../config/state-folder";
import type { Project } from "../organization/load-project";
import { leavingIn } from "./judge/coverage/leaving";
import { localStates } from "../plans-folder/local-states";
import { alteredInputs } from "./read/altered-inputs";
import { changeLines } from "./judge/changes";
import type { ExpectedStacks } from "./conformance/expected-stacks";
import { conformanceReport } from "./report/conformance-report";
import { controlReports } from "./judge/plans/controls";
import { coverageFigures } from "./report/figures/coverage-figure";
import { coverageTable } from "./report/coverage-groups";
import { coverageMatrices } from "./judge/coverage/coverage-matrix";
import { exceptionsOf } from "./judge/process/exceptions";
import { findingsPaths } from "./judge/delivery/path/findings-path";
import { keptReport } from "./report/kept-report";
import { judgeRules } from "./judge/judge-rules";
import { planMatrix } from "./judge/plans/protection-plan-matrix";
import { provenanceOf } from "./report/provenance";
import { plannedMode } from "./read/planned-mode";
import {
  comparedPlans,
  readPlans,
  type Plans,
  type RenderedPlans,
  type UncomparedPlans,
} from "./read/read-plans";
import type { Review } from "./report/review";
import type { ReviewContext } from "./judge/rule";
import { RULES } from "./judge/rules";
import { memberChanges } from "./judge/settings/member-changes";
import { settingChanges } from "./judge/settings/setting-changes";
import { visibleDeep } from "../drawing/text";
import { unknownLines } from "./judge/unknowns";
import { verdictOf } from "./judge/verdict";

/**
 * Reviews a folder of plans. It writes nothing and makes no network calls: the same plans, config and day give the
 * same review. If the expected stacks are given, plan files are compared with them, and a missing plan file fails the
 * review. Current settings of AWS that were read since the plans were made replace those that the manifest recorded.
 * @throws OperatorError, UnreadablePlanError if there is nothing to review
 */
export function reviewPlans(
  project: Project,
  plansFolder: string,
  now: Date,
  expected?: ExpectedStacks,
  currentSettings?: Manifest["currentSettings"],
): Review {
  const { plans, ...read } = readPlans(plansFolder);
  const known = { ...plans, ...(currentSettings && { currentSettings }) };
  return reviewRead(project, { ...read, plans: known }, now, expected);
}

/** Reviews a folder of plans in the same way. It reads the plans while another process synthesizes the stacks. */
export async function reviewPlansMeanwhile(
  project: Project,
  plansFolder: string,
  now: Date,
  expected: Promise<ExpectedStacks>,
  rendered?: RenderedPlans,
): Promise<Review> {
  // If the plans cannot be read, that is the error to report, and nobody waits for the stacks.
  expected.catch(() => undefined);
  const read = readPlans(plansFolder, rendered);
  return reviewRead(project, read, now, await expected);
}

function reviewRead(project: Project, read: UncomparedPlans, now: Date, expected?: ExpectedStacks): Review {
  const plans = expected ? comparedPlans(read, expected) : read.plans;
  const altered = [...alteredInputs(project, plans.manifest), ...plans.altered];
  const { strayStates = [] } = plans.manifest;
  const states = [...statesOf(project.config, plannedMode(plans)), ...strayStates.map(({ stack }) => stack)];
  return reviewOf(project, { ...plans, altered }, [...new Set(states)], now);
}

/** The stacks that have a local state for the plans' mode. */
function statesOf(config: OrgdutyConfig, mode: Manifest["mode"]): string[] {
  return localStates(stateFolderOf(config, ownFolderOf(config.path, mode === "local")));
}

/** Reviews plans that are in memory, in the same way. */
export function reviewOf(project: Project, plans: Plans, states: readonly string[], now: Date): Review {
  const { config } = project;
  const context: ReviewContext = { project, config, plans, states, now, ruleIds: RULES.map(({ id }) => id) };
  const rules = judgeRules(RULES, context);
  const changes = changeLines(plans.stacks);
  // The bootstrap part covers nothing, and takes no coverage away.
  const coverage = config.part === "bootstrap" ? [] : coverageMatrices(context).map(coverageTable);
  const protectionPlans = planMatrix(context);
  const exceptions = exceptionsOf(config);
  return visibleDeep<Review>({
    schemaVersion: 1,
    name: config.name,
    reviewedAt: now.toISOString(),
    verdict: verdictOf({ context, rules, coverage, leaving: leavingIn(project, plans.stacks) }),
    rules,
    changes,
    unknowns: unknownLines(plans.stacks),
    settings: settingChanges(context),
    members: memberChanges(context),
    kept: keptReport(context),
    drift: plans.stacks.flatMap(({ stack, drift }) =>
      drift.map(({ address, attributes }) => ({ stack, address, attributes })),
    ),
    figures: coverageFigures({ coverage, protectionPlans, exceptions, rules }),
    coverage,
    protectionPlans,
    findingsPaths: findingsPaths(context),
    controls: controlReports(context),
    conformance: conformanceReport(context, rules),
    exceptions,
    provenance: provenanceOf(plans),
  });
}
