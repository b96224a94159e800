import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Project } from "../organization/load-project";
import { alteredInputs } from "./altered-inputs";
import { changeLines } from "./changes";
import { controlReports } from "./controls";
import { coverageTable } from "./coverage-groups";
import { coverageMatrices } from "./coverage-matrix";
import { exceptionsOf } from "./exceptions";
import { findingsPaths } from "./findings-path";
import { judgeRules } from "./judge-rules";
import { objectOf } from "./json";
import { planMatrix } from "./protection-plan-matrix";
import { provenanceOf } from "./provenance";
import { readPlans, type Plans } from "./read-plans";
import type { Review } from "./review";
import type { ReviewContext } from "./rule";
import { RULES } from "./rules";
import { visibleDeep } from "./text";
import { unknownLines } from "./unknowns";
import { verdictOf } from "./verdict";

/**
 * Reviews a folder of plans. Writes nothing and asks nobody: the same plans, config and day give the same review.
 * @throws ManifestError, UnreadablePlanError where there is nothing to review
 */
export function reviewPlans(project: Project, plansFolder: string, now: Date): Review {
  const plans = readPlans(plansFolder);
  const altered = [...alteredInputs(project, plans.manifest), ...plans.altered];
  return reviewOf(project, { ...plans, altered }, localStates(project), now);
}

/** The same, of plans that are in memory. */
export function reviewOf(project: Project, plans: Plans, states: readonly string[], now: Date): Review {
  const { config } = project;
  const context: ReviewContext = { project, config, plans, states, now, ruleIds: RULES.map(({ id }) => id) };
  const rules = judgeRules(RULES, context);
  const changes = changeLines(plans.stacks);
  const coverage = coverageMatrices(context).map(coverageTable);
  return visibleDeep<Review>({
    schemaVersion: 1,
    name: config.name,
    reviewedAt: now.toISOString(),
    verdict: verdictOf({ rules, plans, coverage }),
    rules,
    changes,
    unknowns: unknownLines(plans.stacks),
    drift: plans.stacks.flatMap(({ stack, drift }) =>
      drift.map(({ address, attributes }) => ({ stack, address, attributes })),
    ),
    coverage,
    protectionPlans: planMatrix(context),
    findingsPaths: findingsPaths(context),
    controls: controlReports(context),
    exceptions: exceptionsOf(config),
    provenance: provenanceOf(plans),
  });
}

/** Stacks that have a local state beside the config, with something in it. */
function localStates({ config }: Project): string[] {
  const folder = join(dirname(config.path), ".orgduty", "state", config.name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".tfstate") && holdsResources(join(folder, file)))
    .map((file) => file.slice(0, -".tfstate".length))
    .sort();
}

/** Terraform leaves a state without resources behind when it has destroyed them all. One that nobody can read counts. */
function holdsResources(path: string): boolean {
  try {
    const { resources } = objectOf(JSON.parse(readFileSync(path, "utf8")));
    return !Array.isArray(resources) || resources.length > 0;
  } catch {
    return true;
  }
}
