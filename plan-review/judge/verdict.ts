import { isDestructive } from "./changes";
import { isOn } from "./coverage/coverage-matrix";
import { isLowered, type RuleReport, type Status } from "./judge-rules";
import type { Action } from "../read/plan-model";
import { waiverOf } from "./conformance/waived-differences";
import type { ReviewContext } from "./rule";
import { plannedMode } from "../read/planned-mode";
import type { Plans } from "../read/read-plans";
import type { CoverageTable, Verdict } from "../report/review";

interface Judged {
  readonly context: ReviewContext;
  readonly rules: readonly RuleReport[];
  readonly coverage: readonly CoverageTable[];
  /** Which accounts leave GuardDuty. Absent if none does. */
  readonly leaving: string | undefined;
}

/** What the verdict itself says of plans that were not made against AWS. */
const ASKED: Readonly<Record<Plans["manifest"]["mode"], string>> = {
  live: "",
  offline: " offline, AWS was not asked",
  local: " on the local AWS, not on AWS",
};

/** Who made the plan JSON that was judged. */
const RENDERING = {
  here: "The plan JSON was rendered by this review from each plan file, with Terraform.",
  before:
    "The plan JSON was taken from the folder: it was compared with the configuration in each plan file, and not rendered again (review --render).",
};

/** The verdict in one line, and a paragraph on what happens if the plans are applied. */
export function verdictOf({ context, rules, coverage, leaving }: Judged): Verdict {
  const { plans } = context;
  const count = (status: Status) => rules.filter((rule) => rule.status === status).length;
  const failed = rules.filter(({ status }) => status === "fail").map(({ id }) => id);
  const lowered = rules.filter(isLowered).map(({ id }) => id);
  const rest = [
    `${count("pass")} passed`,
    ...(count("warn") > 0 ? [plural(count("warn"), "warning")] : []),
    ...(count("waived") > 0 ? [`${count("waived")} waived`] : []),
    `${count("not-applicable")} not applicable`,
    ...(lowered.length > 0 ? [`lowered by the config: ${lowered.join(", ")}`] : []),
  ].join(", ");
  const reasons = [
    ...(failed.length > 0 ? [`${plural(failed.length, "rule")} (${failed.join(", ")})`] : []),
    ...(plans.altered.length > 0 ? [`${plural(plans.altered.length, "file")} not as planned`] : []),
  ];
  const passed = reasons.length === 0;
  const mode = plannedMode(plans);
  const said = `${passed ? "Passed" : "Failed"}${ASKED[mode]}: `;
  const headline = passed ? said + rest : `${said}${reasons.join(", ")}; ${rest}`;
  return {
    ...{ passed, live: mode === "live", headline },
    summary: [summaryOf(plans, coverage, leaving), ...waivedSentence(context, rules)].join(" "),
  };
}

/** Every waiver that accepts a failure, because some people read only this sentence of a review. */
function waivedSentence(context: ReviewContext, rules: readonly RuleReport[]): string[] {
  const ofRules = rules.filter(({ status }) => status === "waived").map(({ id, note }) => `${id} (${note})`);
  const ofDifferences = (context.plans.conformance ?? []).flatMap(
    ({ stack, configuration, surroundings, code }) =>
      [...new Set([...configuration, ...surroundings, ...code])].flatMap((difference) => {
        const waiver = waiverOf(context, stack, difference);
        const what = `${stack}: ${difference.address} ${difference.attribute}`.trimEnd();
        return waiver ? [`${what} (${waiver.owner}, until ${waiver.until}: ${waiver.reason})`] : [];
      }),
  );
  const all = [...ofRules, ...ofDifferences];
  return all.length === 0 ? [] : [`Waived: ${all.join("; ")}.`];
}

function summaryOf(plans: Plans, coverage: readonly CoverageTable[], leaving?: string): string {
  const actions = plans.stacks.flatMap(({ resources, members }) =>
    [...resources, ...members].map(({ action }) => action),
  );
  const kept = plans.stacks
    .flatMap(({ members }) => members)
    .filter(({ action }) => action === "forget").length;
  const number = (...wanted: Action[]) => actions.filter((action) => wanted.includes(action)).length;
  const regions = plans.stacks
    .filter(({ kind }) => kind === "region")
    .flatMap(({ regions: planned }) => planned);
  const lost = actions.filter(isDestructive).length - kept;
  const imported = plans.stacks
    .flatMap(({ resources, members }) => [...resources, ...members])
    .filter((one) => one.imported !== undefined).length;
  const sentences = [
    `Applying these ${plural(plans.stacks.length, "plan")} for ${plural(regions.length, "region")} creates ${number("create")}, ` +
      `changes ${number("update")} and replaces or destroys ${lost} of ${actions.length} resources.`,
    imported === 0 ? "" : `It takes over ${imported} that exist in AWS already.`,
    kept === 0 ? "" : `Terraform forgets ${plural(kept, "member")} that AWS keeps.`,
    leaving === undefined ? "" : `It ${leaving}.`,
    ...coverage.map((table) => coverageSentence(table, regions)),
    plannedMode(plans) === "live"
      ? ""
      : "The plans were not made against AWS: they show a first apply, not what is there, and can never be applied to AWS.",
    plans.conformance === undefined ? "" : RENDERING[plans.rendered === true ? "here" : "before"],
    plans.altered.length === 0
      ? ""
      : `Not what was planned: ${plans.altered.join(", ")} changed since the manifest was written. Plan again.`,
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** The counts for the planned regions. All other regions are named. */
function coverageSentence({ partition, regions, groups }: CoverageTable, planned: readonly string[]): string {
  const total = groups.reduce((sum, { accounts }) => sum + accounts.length, 0);
  const counts = regions.flatMap((region, column) => {
    if (!planned.includes(region)) return [];
    const on = groups.filter(({ cells }) => isOn(cells[column]!.state));
    return [on.reduce((sum, { accounts }) => sum + accounts.length, 0)];
  });
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const covered = least === most ? `${most}` : `between ${least} and ${most}`;
  const where = counts.length === 1 ? "the one planned region" : `each of ${counts.length} planned regions`;
  const others = regions.filter((region) => !planned.includes(region)).join(", ");
  if (counts.length === 0) return `In ${partition}, no region is planned, so nothing is covered: ${others}.`;
  return `In ${partition}, GuardDuty then covers ${covered} of ${plural(total, "account")} in ${where}, and nothing in ${others}.`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
