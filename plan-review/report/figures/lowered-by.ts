import type { Partition } from "../../../aws/partitions";
import { PROTECTION_PLANS } from "../../../config/protection-plans";
import type { CoverageState } from "../../judge/coverage/coverage-matrix";
import { isLowered } from "../../judge/judge-rules";
import type { NamedException } from "../../judge/process/exceptions";
import type { AccountEntry, Review } from "../review";
import type { PlanAnswer } from "./plan-answer";

/** The parts of a review that a coverage figure is made of. */
export type Figured = Pick<Review, "coverage" | "protectionPlans" | "exceptions" | "rules">;

/** One reason why coverage is lower than it could be. */
export interface LoweredBy {
  /** What is left out, e.g. `2 regions: eu-west-1, eu-west-2`. */
  readonly what: string;
  /** How many account x region x plan it costs. */
  readonly cells: number;
  readonly reason: string;
  /** The owner with the last day, or that nobody accepted it. */
  readonly acceptedBy: string;
  /** The places in the config that say so. Empty if the config does not. */
  readonly paths: readonly string[];
}

/** A plan that is not on, in one region and in accounts that are alike. */
export interface LoweredCell {
  readonly partition: Partition;
  readonly region: string;
  readonly accounts: readonly AccountEntry[];
  readonly state: CoverageState;
  readonly plan: string;
  readonly answer: PlanAnswer;
}

/** One line of what lowers the figure, before lines with the same reason and owner are merged. */
interface Cause {
  readonly noun: "region" | "account" | "plan";
  readonly names: readonly string[];
  readonly reason: string;
  readonly acceptedBy: string;
  readonly path?: string;
  readonly cells: number;
}

/** What costs how many cells. Regions, accounts and plans with the same reason and owner are one line. */
export function lowersCoverage(cells: readonly LoweredCell[], review: Figured): LoweredBy[] {
  const exceptions = new Map(review.exceptions.map((exception) => [exception.path, exception]));
  const unaccepted = acceptanceOfMissing(review, exceptions);
  const modes = reasonsOfPlans(review);
  const merged = new Map<string, { first: Cause; names: Set<string>; paths: Set<string>; cells: number }>();
  for (const cause of cells.flatMap((cell) => causesOf(cell, exceptions, unaccepted, modes))) {
    const { noun, reason, acceptedBy, path } = cause;
    const key = JSON.stringify([noun, reason, acceptedBy]);
    const known = merged.get(key) ?? { first: cause, names: new Set(), paths: new Set(), cells: 0 };
    for (const name of cause.names) known.names.add(name);
    if (path !== undefined) known.paths.add(path);
    known.cells += cause.cells;
    merged.set(key, known);
  }
  return [...merged.values()]
    .map(({ first: { noun, reason, acceptedBy }, names, paths, cells: sum }) => ({
      ...{ what: named(noun, [...names]), cells: sum, reason, acceptedBy, paths: [...paths] },
    }))
    .sort((a, b) => b.cells - a.cells);
}

type Exceptions = ReadonlyMap<string, NamedException>;
type Acceptance = Pick<Cause, "acceptedBy" | "path">;
type ReasonOf = (plan: string, answer: PlanAnswer) => Pick<Cause, "reason" | "acceptedBy" | "path">;

const NO_OWNER = "the config, which names no owner";

function causesOf(
  cell: LoweredCell,
  exceptions: Exceptions,
  unaccepted: Acceptance,
  modes: ReasonOf,
): Cause[] {
  const { partition, region, accounts, state, plan, answer } = cell;
  if (answer !== "account not covered")
    return [{ noun: "plan", names: [plan], cells: accounts.length, ...modes(plan, answer) }];
  const excludedRegion = exceptions.get(`regions.exclude.${region}`);
  const ofRegion = { noun: "region", names: [region], cells: accounts.length } as const;
  if (excludedRegion) return [{ ...ofRegion, ...accepted(excludedRegion, state) }];
  const exceptionOf = ({ id }: AccountEntry) =>
    state === "missing" ? undefined : exceptions.get(`organizations.${partition}.enrolment.exclude.${id}`);
  const missing = accounts.filter((account) => !exceptionOf(account)).map(({ id }) => id);
  const ofMissing = { noun: "account", names: missing, cells: missing.length } as const;
  return [
    ...(missing.length === 0 ? [] : [{ ...ofMissing, reason: "not covered by the plans", ...unaccepted }]),
    ...accounts.flatMap((account) => {
      const exception = exceptionOf(account);
      const ofAccount = { noun: "account", names: [account.id], cells: 1 } as const;
      return exception ? [{ ...ofAccount, ...accepted(exception, state) }] : [];
    }),
  ];
}

const PLAN_REASONS: Readonly<Partial<Record<PlanAnswer, string>>> = {
  off: "mode NONE",
  "only who joins later": "mode NEW reaches only accounts that join later",
  undeclared: "no plan declares it",
  "by account": "set apart for single accounts",
};

/** Why plans are off. A mode in the config has no owner: the commit of its line shows who chose it. */
function reasonsOfPlans({ rules }: Figured): ReasonOf {
  const isAsConfigured = rules.some(
    ({ id, status }) => id === "OD-013" && status !== "fail" && status !== "warn",
  );
  return (plan, answer) => {
    const key = Object.entries(PROTECTION_PLANS).find(([, feature]) => feature === plan)?.[0];
    const isChosen = isAsConfigured && (answer === "off" || answer === "only who joins later");
    return {
      reason: PLAN_REASONS[answer] ?? answer,
      acceptedBy: isChosen ? NO_OWNER : "nobody",
      ...(isChosen && key !== undefined ? { path: `detection.protectionPlans.${key}` } : {}),
    };
  };
}

function accepted({ path, reason, owner, until }: NamedException, state: CoverageState) {
  const term = until === undefined ? "no end date" : `until ${until}`;
  const acceptedBy = state === "expired" ? `nobody: ${owner} accepted it ${term}` : `${owner}, ${term}`;
  return { path, reason, acceptedBy };
}

/** Who accepts that accounts are missing: the owner of a waiver, or whoever made the rule a warning. */
function acceptanceOfMissing({ rules }: Figured, exceptions: Exceptions): Acceptance {
  const rule = rules.find(({ id }) => id === "OD-007");
  const waiver = exceptions.get("review.waivers.OD-007");
  if (rule?.status === "waived" && waiver)
    return { acceptedBy: `${waiver.owner}, until ${waiver.until ?? "no end date"}`, path: waiver.path };
  if (rule?.status === "warn" && isLowered(rule))
    return { acceptedBy: NO_OWNER, path: "review.rules.OD-007" };
  return { acceptedBy: "nobody" };
}

/** The most names in one line. */
const MOST_NAMES = 5;

function named(noun: string, names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  const shown = `${names.slice(0, MOST_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `${names.length} ${noun}${names.length === 1 ? "" : "s"}: ${shown}`;
}
