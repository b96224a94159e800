import type { Facets, Matrix, Section } from "../../../drawing/report-model";
import type { CoverageState } from "../../judge/coverage/coverage-matrix";
import { plansOf } from "../figures/coverage-figure";
import { planAnswer, type PlanAnswer } from "../figures/plan-answer";
import type { CoverageTable, Review } from "../review";
import { ANSWER_STATES, COVERAGE_STATES, PLAN_STATES } from "../states";

/** Whether each account is covered in each region. There is one matrix for each partition. */
export function coverage(review: Review): Section {
  return {
    id: "coverage",
    heading: "Accounts and regions",
    blocks: review.coverage.map((table) => coverageMatrix(table, review)),
  };
}

function coverageMatrix({ partition, regions, groups }: CoverageTable, review: Review): Matrix {
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
    facets: planFacets(regions, review),
  };
}

/** Each plan in each kind of cell, so that a search answers account x region x plan. */
function planFacets(regions: readonly string[], review: Review): Facets {
  const answers = Object.keys(ANSWER_STATES) as PlanAnswer[];
  const plans = regions.map((region) => plansOf(review, region));
  const states = Object.keys(COVERAGE_STATES) as CoverageState[];
  const cellsOf = (state: CoverageState) =>
    plans.map((ofRegion) => ofRegion.map((plan) => answers.indexOf(planAnswer(state, plan.state))));
  return {
    noun: "plan",
    names: plans[0]?.map(({ name }) => name) ?? [],
    answers: answers.map((answer) => ANSWER_STATES[answer]),
    cells: Object.fromEntries(states.map((state) => [state, cellsOf(state)])),
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
