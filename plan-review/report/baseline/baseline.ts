import { readFileSync } from "node:fs";
import { z } from "zod";

/** Thrown if an earlier review does not exist, or if its file is not a review. */
export class BaselineError extends Error {
  constructor(path: string, what: string, cause: unknown) {
    super(`${path} ${what}\n  fix: name the review.json of the last review that was signed`, { cause });
    this.name = "BaselineError";
  }
}

const texts = z.array(z.string());
const matrixCells = z.array(z.object({ state: z.string() }));
const located = z.object({ path: z.string(), sha256: z.string() });
const evidence = z.object({ address: z.string(), detail: z.string(), stacks: texts });
const coverageGroup = z.object({
  accounts: z.array(z.object({ id: z.string(), name: z.string() })),
  cells: matrixCells,
});

/** The parts of a review that are compared. A later orgduty may write more into a review. */
const baseline = z.object({
  schemaVersion: z.literal(1),
  reviewedAt: z.string(),
  rules: z.array(
    z.object({ id: z.string(), title: z.string(), status: z.string(), evidence: z.array(evidence) }),
  ),
  changes: z.array(z.object({ action: z.string(), what: z.string(), stacks: texts })),
  coverage: z.array(z.object({ partition: z.string(), regions: texts, groups: z.array(coverageGroup) })),
  protectionPlans: z.object({
    regions: texts,
    rows: z.array(z.object({ feature: z.string(), cells: matrixCells })),
  }),
  findingsPaths: z.array(z.object({ region: z.string() }).catchall(z.union([z.string(), z.number(), texts]))),
  controls: z.array(z.object({ id: z.string(), title: z.string(), status: z.string(), reason: z.string() })),
  exceptions: z.array(
    z.object({ path: z.string(), reason: z.string(), owner: z.string(), until: z.string().optional() }),
  ),
  provenance: z.object({
    config: located,
    snapshots: z.record(z.string(), located),
    versions: z.record(z.string(), z.string()),
    mode: z.string(),
  }),
});

/** An earlier review, reduced to the parts that are compared. */
export type Baseline = z.infer<typeof baseline>;

/**
 * Reads an earlier review.json.
 * @throws BaselineError
 */
export function readBaseline(path: string): Baseline {
  const text = read(path);
  try {
    return baseline.parse(JSON.parse(text));
  } catch (cause) {
    throw new BaselineError(path, "is not a review", cause);
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    throw new BaselineError(path, isMissing ? "does not exist" : "cannot be read", cause);
  }
}
