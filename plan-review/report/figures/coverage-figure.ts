import { FEATURES, isOffered } from "../../../aws/features";
import type { Partition } from "../../../aws/partitions";
import type { CoverageGroup, CoverageTable, Review } from "../review";
import { lowersCoverage, type Figured, type LoweredBy, type LoweredCell } from "./lowered-by";
import { answersOn, FOUNDATION, planAnswer } from "./plan-answer";
import type { PlanState } from "../../judge/plans/protection-plan-matrix";

/** A partition's coverage as one figure: accounts x regions x plans that will be on, of those that could be. */
export interface CoverageFigure {
  readonly partition: Partition;
  readonly on: number;
  readonly could: number;
  /** How many of those that will be on rest on NEW: an account that was a member before keeps what it had. */
  readonly byNew: number;
  readonly accounts: number;
  readonly regions: number;
  /** Why some are not on, and who accepted that. What weighs most comes first. */
  readonly lowered: readonly LoweredBy[];
  /** What the figure leaves out, because it cannot be on: suspended accounts, and regions that orgduty does not plan. */
  readonly notCounted: readonly string[];
}

/** One figure for each partition. */
export function coverageFigures(review: Figured): CoverageFigure[] {
  return review.coverage.map((table) => figureOf(review, table));
}

function figureOf(review: Figured, { partition, regions, groups }: CoverageTable): CoverageFigure {
  const counted = groups.filter((group) => !isSuspended(group));
  const columns = regions.flatMap((region, column) =>
    isSupported(groups, column) ? [{ region, column }] : [],
  );
  const lowered: LoweredCell[] = [];
  const sums = { on: 0, could: 0, byNew: 0 };
  for (const { accounts, cells } of counted)
    for (const { region, column } of columns)
      for (const plan of plansOf(review, region)) {
        const { state } = cells[column]!;
        const answer = planAnswer(state, plan.state);
        if (answer === "not offered") continue;
        sums.could += accounts.length;
        if (answersOn(answer)) sums.on += accounts.length;
        else lowered.push({ partition, region, accounts, state, plan: plan.name, answer });
        if (answer === "on by NEW") sums.byNew += accounts.length;
      }
  return {
    partition,
    ...sums,
    accounts: sizeOf(counted),
    regions: columns.length,
    lowered: lowersCoverage(lowered, review),
    notCounted: notCounted(groups, regions, columns.length),
  };
}

/** Every plan with its state in a region. A region without a plan file offers what AWS offers there. */
export function plansOf(
  { protectionPlans }: Pick<Review, "protectionPlans">,
  region: string,
): { readonly name: string; readonly state: PlanState | typeof FOUNDATION }[] {
  const column = protectionPlans.regions.indexOf(region);
  const stateOf = (feature: (typeof FEATURES)[number]): PlanState => {
    const row = protectionPlans.rows.find((candidate) => candidate.feature === feature);
    return row?.cells[column]?.state ?? (isOffered(feature, region) ? "undeclared" : "unsupported");
  };
  return [
    { name: FOUNDATION, state: FOUNDATION },
    ...FEATURES.map((feature) => ({ name: feature, state: stateOf(feature) })),
  ];
}

function isSuspended({ cells }: CoverageGroup): boolean {
  return cells.some(({ state }) => state === "suspended");
}

function isSupported(groups: readonly CoverageGroup[], column: number): boolean {
  return groups.some(({ cells }) => cells[column]?.state !== "unsupported");
}

function sizeOf(groups: readonly CoverageGroup[]): number {
  return groups.reduce((sum, { accounts }) => sum + accounts.length, 0);
}

function notCounted(
  groups: readonly CoverageGroup[],
  regions: readonly string[],
  supported: number,
): string[] {
  const suspended = sizeOf(groups.filter(isSuspended));
  const others = regions.filter((_, column) => !isSupported(groups, column));
  return [
    ...(suspended === 0
      ? []
      : [`${suspended} ${suspended === 1 ? "account that is" : "accounts that are"} not ACTIVE`]),
    ...(others.length === 0 || supported === 0
      ? []
      : [`regions that orgduty does not plan: ${others.join(", ")}`]),
  ];
}
