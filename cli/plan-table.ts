import { isOffered, PROTECTION_PLAN_KEYS, PROTECTION_PLANS } from "../config/protection-plans";
import type { StackPlan } from "../terraform/manifest";
import { table } from "./table";

/** What a person reads after planning: a row a stack, and what a region does not have. */
export function planTable(stacks: readonly StackPlan[]): string {
  const rows = stacks.map(({ name, accounts, adds, changes, destroys }) => [
    name,
    accounts ? `${accounts.covered} of ${accounts.total}` : "-",
    String(adds),
    String(changes),
    String(destroys),
  ]);
  const total = (count: (stack: StackPlan) => number) =>
    String(stacks.reduce((sum, stack) => sum + count(stack), 0));
  const sums = [
    "total",
    "",
    total(({ adds }) => adds),
    total(({ changes }) => changes),
    total(({ destroys }) => destroys),
  ];
  const header = ["region", "accounts covered", "to add", "to change", "to destroy"];
  return [table(header, [...rows, sums]), ...stacks.flatMap(missingPlans)].join("\n");
}

function missingPlans({ kind, region }: StackPlan): string[] {
  const missing = PROTECTION_PLAN_KEYS.filter((plan) => !isOffered(plan, region)).map(
    (plan) => PROTECTION_PLANS[plan],
  );
  return kind === "region" && missing.length > 0
    ? [`${region}: ${missing.join(", ")} not planned, AWS does not offer it there`]
    : [];
}
