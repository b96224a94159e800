import type { OrgdutyConfig } from "../../config/config";
import type { Project } from "../../organization/load-project";
import type { Plans } from "../read/read-plans";
import { regionViews, resourcesIn, type RegionView } from "./region-view";
import type { PlannedMember, PlannedResource } from "../read/plan-model";

/** Everything that a rule may look at. */
export interface ReviewContext {
  readonly project: Project;
  readonly config: OrgdutyConfig;
  readonly plans: Plans;
  /** Names of stacks that have a local state. */
  readonly states: readonly string[];
  /** The ids of all rules. */
  readonly ruleIds: readonly string[];
  readonly now: Date;
}

/** One fact that supports a verdict. */
export interface Evidence {
  readonly stack?: string;
  readonly address?: string;
  readonly detail: string;
}

/**
 * The result of a rule. If there is nothing to judge, the rule is not applicable, which is not the same as passed.
 */
export type Outcome =
  | {
      readonly verdict: "pass";
      readonly evidence: readonly Evidence[];
      /** What the rule could not look at. @default nothing */
      readonly note?: string;
    }
  | { readonly verdict: "fail"; readonly evidence: readonly Evidence[] }
  | { readonly verdict: "not-applicable"; readonly reason: string };

/** What a failure of a rule means: `deny` fails the review; `warn` is reported, and the review passes. */
export type Severity = "deny" | "warn";

/** A property that every reviewed plan must have. */
export interface Rule {
  /** OD-001 and following. A number is never used twice. */
  readonly id: string;
  /** A statement of the property. */
  readonly title: string;
  /** What a failure means unless the config says otherwise. */
  readonly severity: Severity;
  /** The change that fixes a failure. */
  readonly fix: string;
  evaluate(context: ReviewContext): Outcome;
}

/**
 * Judges subjects one by one. The rule is not applicable if there are none, and fails if `problem` returns a text for
 * any of them. A subject may have several problems.
 */
export function judge<T>(
  subjects: readonly T[],
  absent: string,
  describe: (subject: T) => Omit<Evidence, "detail">,
  problem: (subject: T) => string | readonly string[] | undefined,
): Outcome {
  if (subjects.length === 0) return { verdict: "not-applicable", reason: absent };
  const failures = subjects.flatMap((subject) =>
    [problem(subject) ?? []].flat().map((detail) => ({ ...describe(subject), detail })),
  );
  if (failures.length > 0) return { verdict: "fail", evidence: failures };
  return { verdict: "pass", evidence: subjects.map((subject) => ({ ...describe(subject), detail: "" })) };
}

/** Judges every resource of the given types that exists after apply. */
export function judgeResources(
  context: ReviewContext,
  types: readonly string[],
  problem: (resource: PlannedResource) => string | readonly string[] | undefined,
): Outcome {
  const absent = `the plans hold no ${types.join(" or ")}`;
  return judge(resourcesOf(context, ...types), absent, whereIs, problem);
}

/** Judges every region as a whole. */
export function judgeRegions(
  context: ReviewContext,
  problem: (view: RegionView) => string | readonly string[] | undefined,
): Outcome {
  return judge(regionViews(context), "no region is planned", ({ stack }) => ({ stack }), problem);
}

/**
 * Judges every member account in every region. Passes are reported by region, because there are accounts x regions
 * members.
 */
export function judgeMembers(
  context: ReviewContext,
  problem: (member: PlannedMember, view: RegionView) => string | undefined,
): Outcome {
  const views = regionViews(context).filter(({ members }) => members.length > 0);
  if (views.length === 0) return { verdict: "not-applicable", reason: "no account is enrolled explicitly" };
  const failures = views.flatMap((view) =>
    view.members.flatMap((member): Evidence[] => {
      const detail = problem(member, view);
      return detail === undefined ? [] : [{ stack: view.stack, address: member.address, detail }];
    }),
  );
  if (failures.length > 0) return { verdict: "fail", evidence: failures };
  const evidence = views.map(({ stack, members }) => ({ stack, detail: `${members.length} members` }));
  return { verdict: "pass", evidence };
}

/** The resources of the given types that exist after apply. */
export function resourcesOf(context: ReviewContext, ...types: readonly string[]): PlannedResource[] {
  return context.plans.stacks.flatMap((view) => resourcesIn(view, ...types));
}

/** The place that evidence about a resource gives. */
export function whereIs({ stack, address }: PlannedResource): Omit<Evidence, "detail"> {
  return { stack, address };
}
