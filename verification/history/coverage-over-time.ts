import type { DrawnEntry } from "./entry";

/** A share of accounts at a time. */
export interface CoveragePoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** 0 to 100. */
  readonly value: number;
}

/** The share of one plan, one region, or of everything, over time. */
export interface CoverageSeries {
  readonly name: string;
  readonly points: readonly CoveragePoint[];
}

type Coverage = DrawnEntry["found"]["coverage"];
type Figure = readonly [on: number, wanted: number];

/**
 * Coverage after each run: of everything, by plan and by region. A region that a run did not verify keeps its last
 * figures.
 */
export function coverageOverTime(entries: readonly DrawnEntry[]): {
  readonly all: CoverageSeries;
  readonly plans: readonly CoverageSeries[];
  readonly regions: readonly CoverageSeries[];
} {
  const all: CoveragePoint[] = [];
  const plans = new Map<string, CoveragePoint[]>();
  const regions = new Map<string, CoveragePoint[]>();
  let latest: Coverage = {};
  for (const { verifiedAt, found } of entries) {
    latest = { ...latest, ...found.coverage };
    const at = Date.parse(verifiedAt);
    const byPlan = planFigures(latest);
    for (const [plan, figures] of byPlan) addPoint(plans, plan, at, figures);
    for (const [region, figures] of Object.entries(latest))
      addPoint(regions, region, at, Object.values(figures));
    const value = shareOf([...byPlan.values()].flat());
    if (value !== undefined) all.push({ at, value });
  }
  return { all: { name: "everything", points: all }, plans: seriesOf(plans), regions: seriesOf(regions) };
}

function planFigures(coverage: Coverage): Map<string, Figure[]> {
  const figures = new Map<string, Figure[]>();
  for (const [plan, figure] of Object.values(coverage).flatMap((plans) => Object.entries(plans)))
    figures.set(plan, [...(figures.get(plan) ?? []), figure]);
  return figures;
}

function addPoint(
  series: Map<string, CoveragePoint[]>,
  name: string,
  at: number,
  figures: readonly Figure[],
): void {
  const value = shareOf(figures);
  if (value === undefined) return;
  const points = series.get(name);
  if (points) points.push({ at, value });
  else series.set(name, [{ at, value }]);
}

/** Undefined if nothing should be on. */
function shareOf(figures: readonly Figure[]): number | undefined {
  const on = figures.reduce((sum, [count]) => sum + count, 0);
  const wanted = figures.reduce((sum, [, count]) => sum + count, 0);
  return wanted === 0 ? undefined : (100 * on) / wanted;
}

function seriesOf(series: ReadonlyMap<string, readonly CoveragePoint[]>): CoverageSeries[] {
  return [...series].map(([name, points]) => ({ name, points })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
