import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { PARTITIONS } from "../aws/partitions";
import { REGIONS } from "../config/regions";
import { OperatorError } from "../config/problems/operator-error";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const hashedFile = z.object({
  /** Relative to the checkout; an asset's path is relative to its stack's folder. */
  path: z.string(),
  sha256: hash,
});

const stackPlan = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/),
  kind: z.enum(["foundation", "region", "bootstrap"]),
  partition: z.enum(PARTITIONS),
  region: z.enum(REGIONS),
  adds: count,
  changes: count,
  destroys: count,
  imports: count.optional(),
  forgets: count.optional(),
  planSha256: hash,
  planJsonSha256: hash,
  assets: z.array(hashedFile),
  /** Wall-clock time of init, plan and show together. */
  seconds: z.number().nonnegative(),
  /** Absent in a foundation's entry. */
  accounts: z.object({ covered: count, total: count }).optional(),
});

const currentSettings = z.object({
  /** By names of `settingName`, e.g. `administrator detector S3_DATA_EVENTS`: `ENABLED`. */
  settings: z.record(z.string(), z.string()),
  /** What AWS did not let the plan read, each with its reason. */
  unread: z.array(z.string()),
});

const manifest = z.object({
  schemaVersion: z.literal(1),
  orgduty: z.string(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  mode: z.enum(["offline", "local", "live"]),
  config: hashedFile,
  snapshots: z.partialRecord(z.enum(PARTITIONS), hashedFile),
  /** Of the source files that made the stacks; absent in plans of an earlier orgduty. */
  sourcesSha256: hash.optional(),
  /** Of the config's lock file; absent if there is none, and in plans of an earlier orgduty. */
  lockFileSha256: hash.optional(),
  git: z.object({ commit: z.string(), tree: z.string(), clean: z.boolean() }).nullable(),
  versions: z.object({
    terraform: z.string(),
    /** What the version above is of. Absent if it is of Terraform. */
    engine: z.literal("OpenTofu").optional(),
    provider: z.string(),
    bindings: z.string(),
    cdktf: z.string(),
  }),
  /** Which part of the stacks this is. Absent if all were planned together, and once the parts are merged. */
  shard: z
    .object({ number: z.number().int().positive(), of: z.number().int().positive().max(999) })
    .refine(({ number, of }) => number <= of)
    .optional(),
  /** States that hold resources of no stack of the config, in files and buckets. Absent if a bucket was not read. */
  strayStates: z.array(z.object({ stack: z.string(), file: z.string() })).optional(),
  /**
   * What AWS had in each region while it was planned. Absent in offline plans, and in plans of an earlier orgduty.
   */
  currentSettings: z.partialRecord(z.enum(REGIONS), currentSettings).optional(),
  stacks: z.array(stackPlan),
});

/**
 * The content of plans/manifest.json: what was planned, from which files, with which versions. It binds an apply to a
 * review.
 */
export type Manifest = z.infer<typeof manifest>;
/** One stack in the manifest: what its plan changes, and the digests that apply compares. */
export type StackPlan = z.infer<typeof stackPlan>;
/** GuardDuty's settings in one region, as AWS had them, by name. */
export type CurrentSettings = z.infer<typeof currentSettings>;

const MANIFEST_FILE = "manifest.json";
/** The file that Terraform applies. It holds secrets in the clear, so only its owner may read it. */
export const PLAN_FILE = "plan.tfplan";
/** The same plan as canonical, redacted JSON, which the review reads. */
export const PLAN_JSON_FILE = "plan.json";

/** Writes the manifest, indented, because people read it and compare it line by line. */
export function writeManifest(folder: string, value: Manifest): void {
  writeFileSync(join(folder, MANIFEST_FILE), `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * Reads and checks a plan folder's manifest.
 * @throws OperatorError if there is none, or it is not valid
 */
export function readManifest(folder: string): Manifest {
  const found = findManifest(folder);
  if (found) return found;
  throw new OperatorError(`${folder} holds no plans: no ${MANIFEST_FILE} in it`, "./orgduty plan");
}

/**
 * Reads a manifest like `readManifest`, but returns undefined if there is none.
 * @throws OperatorError if it is not valid
 */
export function findManifest(folder: string): Manifest | undefined {
  const file = join(folder, MANIFEST_FILE);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  try {
    return manifest.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new OperatorError(`${file} is not a plan manifest: ${why}`, "plan again: ./orgduty plan", {
      cause: error,
    });
  }
}
