import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../plans-folder/hashing";
import { PLAN_FILE, readManifest, type Manifest } from "../../plans-folder/manifest";
import { compareStack, type StackConformance } from "../conformance/compare-stack";
import type { ExpectedStacks } from "../conformance/expected-stacks";
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
  /** The snapshots that the repository had before the ones under review. @default nothing to compare with */
  readonly earlierSnapshots?: ExpectedStacks["earlierSnapshots"];
}

/**
 * Reads every plan of a folder, one at a time, so that memory holds one plan's JSON and not fifteen. If `expected` is
 * given, plan files are compared with it.
 * @throws OperatorError, UnreadablePlanError
 */
export function readPlans(folder: string, expected?: ExpectedStacks): Plans {
  const manifest = readManifest(folder);
  const altered: string[] = [];
  const conformance: StackConformance[] = [];
  const stacks = manifest.stacks.map((entry) => {
    const { name, kind, partition, region, planSha256, planJsonSha256 } = entry;
    const plan = readPlan(readStack(folder, name), {
      stack: name,
      kind,
      partition,
      region,
    });
    if (plan.sha256 !== planJsonSha256) altered.push(`${name}/plan.json`);
    const planFile = readIfThere(join(folder, name, PLAN_FILE));
    const planFileSha256 = planFile ? sha256(planFile) : planSha256;
    if (planFileSha256 !== planSha256) altered.push(`${name}/plan.tfplan`);
    if (expected)
      conformance.push(
        compareStack(entry, planFile && readOrRefuse(planFile, name), expected, manifest.mode, plan),
      );
    return { ...plan, planFileSha256 };
  });
  if (!expected) return { manifest, stacks, altered };
  const { code, earlierSnapshots } = expected;
  return { manifest, stacks, altered, conformance, code, ...(earlierSnapshots && { earlierSnapshots }) };
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
