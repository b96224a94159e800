import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest, type Manifest } from "../../plans-folder/manifest";
import type { StackPlan } from "./plan-model";
import { readPlan, UnreadablePlanError } from "./read-plan";

/** A plan, with the SHA-256 of the plan file beside it: its own where it is there, else what the manifest says. */
export type ReadPlan = StackPlan & { readonly planFileSha256: string };

/** A folder of plans: what was planned, and what each plan does. */
export interface Plans {
  readonly manifest: Manifest;
  readonly stacks: readonly ReadPlan[];
  /** Plan files whose bytes are not what the manifest recorded. */
  readonly altered: readonly string[];
}

/**
 * Reads every plan of a folder, one at a time, so that memory holds one plan's JSON and not fifteen.
 * @throws OperatorError, UnreadablePlanError
 */
export function readPlans(folder: string): Plans {
  const manifest = readManifest(folder);
  const altered: string[] = [];
  const stacks = manifest.stacks.map(({ name, kind, partition, region, planSha256, planJsonSha256 }) => {
    const plan = readPlan(readStack(folder, name), {
      stack: name,
      kind,
      partition,
      region,
    });
    if (plan.sha256 !== planJsonSha256) altered.push(`${name}/plan.json`);
    const planFile = join(folder, name, "plan.tfplan");
    const planFileSha256 = existsSync(planFile) ? sha256(planFile) : planSha256;
    if (planFileSha256 !== planSha256) altered.push(`${name}/plan.tfplan`);
    return { ...plan, planFileSha256 };
  });
  return { manifest, stacks, altered };
}

function readStack(folder: string, stack: string): Buffer {
  try {
    return readFileSync(join(folder, stack, "plan.json"));
  } catch (cause) {
    throw new UnreadablePlanError(stack, "the manifest names it, and it cannot be read", { cause });
  }
}

function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
