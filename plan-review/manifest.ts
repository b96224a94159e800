import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { PARTITIONS, REGIONS } from "../config/regions";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const hashedFile = z.object({ path: z.string(), sha256: hash });

const stack = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/),
  kind: z.enum(["foundation", "region"]),
  partition: z.enum(PARTITIONS),
  region: z.enum(REGIONS),
  planSha256: hash,
  planJsonSha256: hash,
});

const manifest = z.object({
  schemaVersion: z.literal(1),
  createdAt: z.string(),
  mode: z.enum(["offline", "local", "live"]),
  config: hashedFile,
  snapshots: z.partialRecord(z.enum(PARTITIONS), hashedFile),
  git: z.object({ commit: z.string(), tree: z.string(), clean: z.boolean() }).nullable(),
  versions: z.object({
    terraform: z.string(),
    provider: z.string(),
    bindings: z.string(),
    cdktf: z.string(),
  }),
  stacks: z.array(stack),
});

/** What the review reads of plans/manifest.json; terraform/manifest.ts, which writes it, is out of the review's reach. */
export type PlanManifest = z.infer<typeof manifest>;

/** A folder that holds no plans, or a manifest that nobody can read. */
export class ManifestError extends Error {
  constructor(
    message: string,
    public readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`${message}\n  fix: ${fix}`, options);
    this.name = "ManifestError";
  }
}

/**
 * The manifest of a folder of plans.
 * @throws ManifestError where there is none or it is malformed
 */
export function readManifest(plansFolder: string): PlanManifest {
  const path = join(plansFolder, "manifest.json");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new ManifestError(`${plansFolder} holds no plans: no manifest.json in it`, "npx orgduty plan", {
      cause,
    });
  }
  try {
    return manifest.parse(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new ManifestError(`${path} is not a plan manifest: ${why}`, "plan again: npx orgduty plan", {
      cause,
    });
  }
}
