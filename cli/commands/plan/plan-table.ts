import { plansNotOfferedIn } from "../../../intent/plans";
import type { StackPlan } from "../../../plans-folder/manifest";
import { table } from "../../../drawing/table";

/** What a person reads after planning: one row for each stack, and the plans that a region does not offer. */
export function planTable(stacks: readonly StackPlan[]): string {
  const hasImports = stacks.some(({ imports = 0 }) => imports > 0);
  const hasForgets = stacks.some(({ forgets = 0 }) => forgets > 0);
  const imported = (text: string) => (hasImports ? [text] : []);
  const forgotten = (text: string) => (hasForgets ? [text] : []);
  const rows = stacks.map(({ name, accounts, adds, changes, destroys, imports = 0, forgets = 0 }) => [
    name,
    accounts ? `${accounts.covered} of ${accounts.total}` : "-",
    ...imported(String(imports)),
    String(adds),
    String(changes),
    String(destroys),
    ...forgotten(String(forgets)),
  ]);
  const total = (count: (stack: StackPlan) => number) =>
    String(stacks.reduce((sum, stack) => sum + count(stack), 0));
  const sums = [
    "total",
    "",
    ...imported(total(({ imports = 0 }) => imports)),
    total(({ adds }) => adds),
    total(({ changes }) => changes),
    total(({ destroys }) => destroys),
    ...forgotten(total(({ forgets = 0 }) => forgets)),
  ];
  const header = [
    "region",
    "accounts covered",
    ...imported("to import"),
    "to add",
    "to change",
    "to destroy",
    ...forgotten("to forget"),
  ];
  return [table(header, [...rows, sums]), ...stacks.flatMap(missingPlans)].join("\n");
}

function missingPlans({ kind, region }: StackPlan): string[] {
  const missing = plansNotOfferedIn(region);
  return kind === "region" && missing.length > 0
    ? [`${region}: ${missing.join(", ")} not planned: AWS does not offer it there`]
    : [];
}
