import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Comparison, Difference, Review } from "./review";

/** An earlier review that is none. */
export class BaselineError extends Error {
  constructor(path: string, cause: unknown) {
    super(`${path} is not a review\n  fix: name the review.json of the last review that was signed`, {
      cause,
    });
    this.name = "BaselineError";
  }
}

const matrixCells = z.array(z.object({ state: z.string() }));
const baseline = z.object({
  schemaVersion: z.literal(1),
  reviewedAt: z.string(),
  rules: z.array(z.object({ id: z.string(), title: z.string(), status: z.string() })),
  coverage: z.array(
    z.object({
      partition: z.string(),
      regions: z.array(z.string()),
      groups: z.array(
        z.object({ accounts: z.array(z.object({ id: z.string(), name: z.string() })), cells: matrixCells }),
      ),
    }),
  ),
  protectionPlans: z.object({
    regions: z.array(z.string()),
    rows: z.array(z.object({ feature: z.string(), cells: matrixCells })),
  }),
  provenance: z.object({ config: z.object({ sha256: z.string() }) }),
});
type Baseline = z.infer<typeof baseline>;

/**
 * Reads an earlier review.json.
 * @throws BaselineError
 */
export function readBaseline(path: string): Baseline {
  try {
    return baseline.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    throw new BaselineError(path, cause);
  }
}

/** What is different from an earlier review: rules, coverage, protection plans, and the config itself. */
export function compare(before: Baseline, now: Review): Comparison {
  return {
    reviewedAt: before.reviewedAt,
    differences: [
      ...differences(sourcesOf(before), sourcesOf(now)),
      ...differences(rulesOf(before), rulesOf(now)),
      ...differences(protectionPlansOf(before), protectionPlansOf(now)),
      ...differences(coverageOf(before.coverage), coverageOf(now.coverage)),
    ],
  };
}

type Facts = ReadonlyMap<string, string>;

function differences(before: Facts, now: Facts): Difference[] {
  const keys = [...new Set([...before.keys(), ...now.keys()])];
  return keys
    .map((what) => ({ what, was: before.get(what) ?? "not there", is: now.get(what) ?? "not there" }))
    .filter(({ was, is }) => was !== is);
}

function sourcesOf({ provenance }: Baseline | Review): Facts {
  return new Map([["config", `sha256 ${provenance.config.sha256.slice(0, 12)}`]]);
}

function rulesOf({ rules }: Baseline | Review): Facts {
  return new Map(rules.map(({ id, title, status }) => [`${id} ${title}`, status]));
}

function protectionPlansOf({ protectionPlans: { regions, rows } }: Baseline | Review): Facts {
  return new Map(
    rows.flatMap(({ feature, cells }) =>
      regions.map((region, column): [string, string] => [
        `${feature} in ${region}`,
        cells[column]?.state ?? "",
      ]),
    ),
  );
}

/** An account whose cells are all the same says so once; otherwise region by region. */
function coverageOf(tables: Review["coverage"] | Baseline["coverage"]): Facts {
  return new Map(
    tables.flatMap(({ partition, regions, groups }) =>
      groups.flatMap(({ accounts, cells }) => {
        const states = cells.map(({ state }) => state);
        const words = [...new Set(states)].map((state) => {
          const where = regions.filter((_, column) => states[column] === state);
          return `${state} in ${where.join(", ")}`;
        });
        return accounts.map(({ id, name }): [string, string] => [
          `account ${id} ${name} (${partition})`,
          words.join("; "),
        ]);
      }),
    ),
  );
}
