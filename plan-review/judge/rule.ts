import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import type { Project } from "../../organization/load-project";
import type { Plans } from "../read/read-plans";
import type { PlannedMember, PlannedResource, StackPlan } from "../read/plan-model";

/** All that a rule may look at. */
export interface ReviewContext {
  readonly project: Project;
  readonly config: OrgdutyConfig;
  readonly plans: Plans;
  /** Names of stacks that have a local state. */
  readonly states: readonly string[];
  /** Ids of every rule there is. */
  readonly ruleIds: readonly string[];
  readonly now: Date;
}

/** What a verdict rests on. */
export interface Evidence {
  readonly stack?: string;
  readonly address?: string;
  readonly detail: string;
}

/** What a rule finds. Where there is nothing to judge it is not applicable, which is not the same as passed. */
export type Outcome =
  | { readonly verdict: "pass"; readonly evidence: readonly Evidence[] }
  | { readonly verdict: "fail"; readonly evidence: readonly Evidence[] }
  | { readonly verdict: "not-applicable"; readonly reason: string };

/** What a failure of a rule means: deny fails the review, warn is told and passes. */
export type Severity = "deny" | "warn";

/** A property that every reviewed plan has to have. */
export interface Rule {
  /** OD-001 and on. A number is never given twice. */
  readonly id: string;
  /** States the property. */
  readonly title: string;
  /** What a failure means unless the config says otherwise. */
  readonly severity: Severity;
  /** The change that mends a failure. */
  readonly fix: string;
  evaluate(context: ReviewContext): Outcome;
}

/**
 * Judges subjects one by one: not applicable where there are none, a failure where `problem` says something of any.
 * A subject may have several problems.
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

/** Judges every resource of some types that is there after apply. */
export function judgeResources(
  context: ReviewContext,
  types: readonly string[],
  problem: (resource: PlannedResource) => string | readonly string[] | undefined,
): Outcome {
  const absent = `the plans hold no ${types.join(" or ")}`;
  return judge(resourcesOf(context, ...types), absent, whereIs, problem);
}

/** Judges every region's plan as a whole. */
export function judgeRegions(
  context: ReviewContext,
  problem: (plan: StackPlan) => string | readonly string[] | undefined,
): Outcome {
  return judge(regionPlans(context), "no region is planned", ({ stack }) => ({ stack }), problem);
}

/** Judges every member account of every region. What passes is told by region: there are accounts x regions of them. */
export function judgeMembers(
  context: ReviewContext,
  problem: (member: PlannedMember, plan: StackPlan) => string | undefined,
): Outcome {
  const plans = regionPlans(context).filter(({ members }) => members.length > 0);
  if (plans.length === 0) return { verdict: "not-applicable", reason: "no account is enrolled explicitly" };
  const failures = plans.flatMap((plan) =>
    plan.members.flatMap((member): Evidence[] => {
      const detail = problem(member, plan);
      return detail === undefined ? [] : [{ stack: plan.stack, address: member.address, detail }];
    }),
  );
  if (failures.length > 0) return { verdict: "fail", evidence: failures };
  const evidence = plans.map(({ stack, members }) => ({ stack, detail: `${members.length} members` }));
  return { verdict: "pass", evidence };
}

/** Resources of some types that are there after apply. */
export function resourcesOf(context: ReviewContext, ...types: readonly string[]): PlannedResource[] {
  return context.plans.stacks.flatMap((plan) => resourcesIn(plan, ...types));
}

/** The same, of one plan. */
export function resourcesIn(plan: StackPlan, ...types: readonly string[]): PlannedResource[] {
  return plan.resources.filter(({ type, after }) => after !== null && types.includes(type));
}

/** The plans of regions whose organization the config has, in the order of the alphabet and not of apply. */
export function regionPlans({ config, plans }: ReviewContext): StackPlan[] {
  const regional = plans.stacks.filter(
    ({ kind, partition }) => kind === "region" && config.organizations[partition],
  );
  return regional.sort((a, b) => (a.region < b.region ? -1 : 1));
}

/** Evidence's place for a resource. */
export function whereIs({ stack, address }: PlannedResource): Omit<Evidence, "detail"> {
  return { stack, address };
}

/** The organization that a plan's partition belongs to. */
export function organizationOf({ config }: ReviewContext, plan: StackPlan): OrganizationConfig {
  const organization = config.organizations[plan.partition];
  if (!organization) throw new Error(`${plan.stack}: the config has no organization in ${plan.partition}`);
  return organization;
}
