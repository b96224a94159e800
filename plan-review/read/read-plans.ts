import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../plans-folder/hashing";
import { PLAN_FILE, readManifest, type Manifest } from "../../plans-folder/manifest";
import { compareStack, type StackConformance } from "../conformance/compare-stack";
import type { Difference } from "../conformance/difference";
import type { ExpectedStacks } from "../conformance/expected-stacks";
import { plannedDifferences } from "../conformance/planned-values";
import { renderedDifferences } from "../conformance/rendered-differences";
import { readPlanFile, type PlanFile } from "./plan-file";
import type { StackPlan } from "./plan-model";
import { readPlan, UnreadablePlanError } from "./read-plan";

/**
 * A plan, with the SHA-256 of the plan file beside it. If that file is missing, the hash is the one in the manifest.
 */
export type ReadPlan = StackPlan & { readonly planFileSha256: string };

/** A folder of plans: what was planned, and what each plan does. */
export interface Plans {
  readonly manifest: Manifest;
  readonly stacks: readonly ReadPlan[];
  /** What AWS has in each region. @default what the manifest recorded while it was planned */
  readonly currentSettings?: Manifest["currentSettings"];
  /** Plan files whose bytes differ from what the manifest recorded. */
  readonly altered: readonly string[];
  /**
   * The differences between the plan files and what the config produces. @default nothing was compared: plans in
   * memory have no files
   */
  readonly conformance?: readonly StackConformance[];
  /** Which code produced the stacks that the plan files are compared with. @default nothing was compared */
  readonly code?: ExpectedStacks["code"];
  /** Whether Terraform rendered each plan file for this review. @default plan.json is taken as it is */
  readonly rendered?: boolean;
  /** The snapshots that the repository had before the ones under review. @default nothing to compare with */
  readonly earlierSnapshots?: ExpectedStacks["earlierSnapshots"];
}

/** What Terraform renders of each plan file, by stack, or why it cannot. */
export type RenderedPlans = ReadonlyMap<string, string | Error>;

/** A folder of plans whose plan files were read and not yet compared with what the config produces. */
export interface UncomparedPlans {
  readonly plans: Plans;
  readonly files: readonly ReadFile[];
}

interface ReadFile {
  readonly entry: Manifest["stacks"][number];
  readonly file: PlanFile | UnreadablePlanError | undefined;
  /** Where plan.json differs from the configuration in the plan file beside it, and from what Terraform renders of it. */
  readonly inPlanJson: readonly Difference[];
}

/**
 * Reads every plan of a folder, one at a time, so that memory holds one plan's JSON and not fifteen. This takes no
 * stacks, so that it can be done while another process synthesizes them. What was rendered is judged instead of
 * plan.json, because an apply does what the plan file says.
 * @throws OperatorError, UnreadablePlanError
 */
export function readPlans(folder: string, rendered?: RenderedPlans): UncomparedPlans {
  const manifest = readManifest(folder);
  const altered: string[] = [];
  const files: ReadFile[] = [];
  const stacks = manifest.stacks.map((entry) => {
    const { name, kind, partition, region, planSha256, planJsonSha256 } = entry;
    const planJson = readStack(folder, name);
    const own = rendered?.get(name);
    const judged = typeof own === "string" ? Buffer.from(own) : planJson;
    const plan = readPlan(judged, { stack: name, kind, partition, region });
    const planJsonIs = judged === planJson ? plan.sha256 : sha256(planJson);
    if (planJsonIs !== planJsonSha256) altered.push(`${name}/plan.json`);
    const planFile = readIfThere(join(folder, name, PLAN_FILE));
    const planFileSha256 = planFile ? sha256(planFile) : planSha256;
    if (planFileSha256 !== planSha256) altered.push(`${name}/plan.tfplan`);
    const file = planFile && readOrRefuse(planFile, name);
    const isReadable = file !== undefined && !(file instanceof UnreadablePlanError);
    const inPlanJson = [
      ...(isReadable ? plannedDifferences(file.configuration, plan) : []),
      ...(own === undefined ? [] : renderedDifferences(planJson, own)),
    ];
    files.push({ entry, file, inPlanJson });
    return { ...plan, planFileSha256 };
  });
  return { plans: { manifest, stacks, altered, ...(rendered && { rendered: true }) }, files };
}

/** Compares plan files with what the config produces. */
export function comparedPlans({ plans, files }: UncomparedPlans, expected: ExpectedStacks): Plans {
  const { code, earlierSnapshots } = expected;
  const conformance = files.map(({ entry, file, inPlanJson }) =>
    compareStack(entry, file, expected, plans.manifest.mode, inPlanJson),
  );
  return { ...plans, conformance, code, ...(earlierSnapshots && { earlierSnapshots }) };
}

/**
 * A plan file that cannot be read fails the review just as a missing one does, so that everything else is still
 * reported.
 */
function readOrRefuse(planFile: Buffer, stack: string): PlanFile | UnreadablePlanError {
  try {
    return readPlanFile(planFile, stack);
  } catch (error) {
    if (error instanceof UnreadablePlanError) return error;
    throw error;
  }
}

function readIfThere(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}

function readStack(folder: string, stack: string): Buffer {
  try {
    return readFileSync(join(folder, stack, "plan.json"));
  } catch (cause) {
    throw new UnreadablePlanError(stack, "the manifest names it, and it cannot be read", { cause });
  }
}
