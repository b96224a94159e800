import type { Matrix, Section } from "../../../drawing/report-model";
import type { CoverageTable, Review } from "../review";
import { COVERAGE_STATES, PLAN_STATES } from "../states";

/** Whether each account is covered in each region. There is one matrix for each partition. */
export function coverage(review: Review): Section {
  return { id: "coverage", heading: "Accounts and regions", blocks: review.coverage.map(coverageMatrix) };
}

function coverageMatrix({ partition, regions, groups }: CoverageTable): Matrix {
  return {
    kind: "matrix",
    id: `coverage-${partition}`,
    caption: `Accounts by region, ${partition}`,
    noun: "account",
    columns: regions,
    states: COVERAGE_STATES,
    groups: groups.map(({ accounts, cells }) => ({
      items: accounts.map(({ id, name, email, unit }) => ({ id, names: [name, email, unit] })),
      cells,
    })),
    groupName: partition,
  };
}

/** The mode of each protection plan in each region. */
export function protectionPlans({ protectionPlans: { regions, rows } }: Review): Section {
  const matrix: Matrix = {
    kind: "matrix",
    id: "protection-plans",
    caption: "Protection plans by region",
    noun: "protection plan",
    columns: regions,
    states: PLAN_STATES,
    groups: rows.map(({ feature, cells }) => ({
      items: [{ id: feature, names: [] }],
      cells: cells.map(({ state, address }) => ({ state, because: address })),
    })),
  };
  return { id: "plans", heading: "Protection plans and regions", blocks: [matrix] };
}
