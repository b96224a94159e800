import { isDestructive } from "./changes";
import { isOn } from "./coverage-matrix";
import type { RuleReport, Status } from "./judge-rules";
import type { Action } from "./plan-model";
import type { Plans } from "./read-plans";
import type { CoverageTable, Verdict } from "./review";

interface Judged {
  readonly rules: readonly RuleReport[];
  readonly plans: Plans;
  readonly coverage: readonly CoverageTable[];
}

/** The verdict in a line, and in a paragraph what happens if this is applied. */
export function verdictOf({ rules, plans, coverage }: Judged): Verdict {
  const count = (status: Status) => rules.filter((rule) => rule.status === status).length;
  const failed = rules.filter(({ status }) => status === "fail").map(({ id }) => id);
  const rest = [
    `${count("pass")} passed`,
    ...(count("warn") > 0 ? [plural(count("warn"), "warning")] : []),
    ...(count("waived") > 0 ? [`${count("waived")} waived`] : []),
    `${count("not-applicable")} not applicable`,
  ].join(", ");
  const headline =
    failed.length === 0
      ? `Passed: ${rest}`
      : `Failed: ${plural(failed.length, "rule")} (${failed.join(", ")}); ${rest}`;
  return { passed: failed.length === 0, headline, summary: summaryOf(plans, coverage) };
}

function summaryOf(plans: Plans, coverage: readonly CoverageTable[]): string {
  const actions = plans.stacks.flatMap(({ resources, members }) =>
    [...resources, ...members].map(({ action }) => action),
  );
  const number = (...wanted: Action[]) => actions.filter((action) => wanted.includes(action)).length;
  const regions = plans.stacks.filter(({ kind }) => kind === "region").length;
  const lost = actions.filter(isDestructive).length;
  const sentences = [
    `Applying these ${plural(plans.stacks.length, "plan")} for ${plural(regions, "region")} creates ${number("create")}, ` +
      `changes ${number("update")} and replaces or destroys ${lost} of ${actions.length} resources.`,
    ...coverage.map(coverageSentence),
    plans.manifest.mode === "live"
      ? ""
      : "The plans were not made against AWS: they show a first apply, not what is there, and can never be applied to AWS.",
    plans.altered.length === 0
      ? ""
      : `Not what was planned: ${plans.altered.join(", ")} changed since the manifest was written.`,
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function coverageSentence({ partition, regions, groups }: CoverageTable): string {
  const total = groups.reduce((sum, { accounts }) => sum + accounts.length, 0);
  const covered = regions
    .map((region, column) => ({
      region,
      cells: groups.map(({ accounts, cells }) => ({ count: accounts.length, cell: cells[column]! })),
    }))
    .filter(({ cells }) => cells.some(({ cell }) => cell.state !== "unsupported"))
    .map(({ cells }) => cells.reduce((sum, { count, cell }) => sum + (isOn(cell.state) ? count : 0), 0));
  const [least, most] = [Math.min(...covered), Math.max(...covered)];
  const uncovered = regions.filter((_, column) =>
    groups.every(({ cells }) => cells[column]!.state === "unsupported"),
  );
  const accounts = least === most ? `${most}` : `between ${least} and ${most}`;
  return (
    `In ${partition}, GuardDuty then covers ${accounts} of ${plural(total, "account")} in ${covered.length === 1 ? "the one region" : `each of ${covered.length} regions`} ` +
    `that orgduty supports; AWS has more, which stay uncovered: ${uncovered.join(", ")}.`
  );
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
