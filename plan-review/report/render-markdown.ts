import { becauseOf, isDestructive } from "../judge/changes";
import type { RuleReport, Status } from "../judge/judge-rules";
import type { ChangeLine } from "../judge/changes";
import type { CoverageTable, Review } from "./review";
import { code, markdown } from "../../drawing/text";
import { toldRules } from "./told-rules";
import { whereText } from "./where";

/** How long a list may be. A longer one says how much of it is left out, and where that is. */
export interface Lengths {
  /** Of a rule's evidence, and of rows. */
  readonly lines: number;
  /** Of accounts that are alike. */
  readonly accounts: number;
}

/** Nobody reads more of one rule; but somebody may look for their account. */
const WHOLE: Lengths = { lines: 300, accounts: Infinity };

/** Where there is little room, a little of everything tells more than all of the first thing. */
export const SHORT: Lengths = { lines: 20, accounts: 20 };

/** The review as Markdown, the most important first, so that it may be cut anywhere below. */
export function renderMarkdown(review: Review, lengths: Lengths = WHOLE): string {
  const sections = [
    verdict,
    destruction,
    failures,
    conformance,
    since,
    changes,
    coverage,
    protectionPlans,
    findingsPaths,
    exceptions,
    drift,
    unknowns,
    controls,
    allRules,
    provenance,
  ];
  return `${sections
    .map((section) => section(review, lengths))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function verdict({ name, verdict }: Review): string[] {
  return [
    `# GuardDuty review of ${markdown(name)}`,
    "",
    `**${markdown(verdict.headline)}**`,
    "",
    markdown(verdict.summary),
  ];
}

const MARKS: Readonly<Record<Status, string>> = {
  fail: "FAIL",
  warn: "warning",
  waived: "waived",
  pass: "pass",
  "not-applicable": "n/a",
};

function failures(review: Review, { lines }: Lengths): string[] {
  const told = toldRules(review);
  return told.length === 0 ? [] : ["## What fails", ...told.flatMap((rule) => failure(review, rule, lines))];
}

function failure(review: Review, rule: RuleReport, most: number): string[] {
  const { id, title, status, note, fix, evidence } = rule;
  const points = evidence.map(({ address, detail, stacks }) => {
    const place = stacks.length === 0 ? "" : ` (${whereText(stacks, review)})`;
    return `- ${address === "" ? "" : `${code(address)} `}${markdown(detail)}${place}`;
  });
  return [
    "",
    `### ${id} ${MARKS[status]}: ${markdown(title)}`,
    "",
    ...(note === "" ? [] : [`${markdown(note)}`, ""]),
    ...upTo(most, points),
    "",
    `Fix: ${markdown(fix)}`,
  ];
}

function conformance(
  { conformance: { compared, differences, code: made } }: Review,
  { lines }: Lengths,
): string[] {
  if (compared.length === 0) return [];
  const title = `## Plan files and the config\n\nCompared with what this config and ${markdown(made)} make.`;
  if (differences.length === 0)
    return [title, "", `Each of ${compared.length} plan files holds the stack that the config makes.`];
  const rows = differences.map(({ address, attribute, expected, planned, breaks, waiver, stacks }) => [
    code(address),
    markdown(attribute),
    code(expected),
    code(planned),
    breaks.join(", "),
    markdown(waiver ?? "nobody"),
    stacks.join(", "),
  ]);
  return [
    title,
    "",
    ...table(["what", "attribute", "expected", "planned", "breaks", "accepted by", "where"], rows, lines),
  ];
}

function since({ since }: Review, { lines }: Lengths): string[] {
  if (!since) return [];
  const rows = since.differences.map(({ what, was, is }) => [markdown(what), markdown(was), markdown(is)]);
  const title = `## Since the review of ${markdown(since.reviewedAt)}`;
  return rows.length === 0
    ? [title, "", "Nothing changed."]
    : [title, "", ...table(["what", "was", "is"], rows, lines)];
}

function destruction(review: Review, { lines }: Lengths): string[] {
  const lost = review.changes.filter(({ action }) => isDestructive(action));
  if (lost.length === 0) return ["## Destroyed or replaced", "", "Nothing."];
  return ["## Destroyed or replaced", "", ...changeTable(review, lost, lines)];
}

function changes(review: Review, { lines }: Lengths): string[] {
  const others = review.changes.filter(({ action }) => !isDestructive(action));
  return others.length === 0 ? [] : ["## Created and changed", "", ...changeTable(review, others, lines)];
}

function changeTable(review: Review, changes: readonly ChangeLine[], most: number): string[] {
  return table(
    ["action", "what", "because of", "where"],
    changes.map((change) => [
      change.action,
      code(change.what),
      markdown(becauseOf(change)),
      whereText(change.stacks, review),
    ]),
    most,
  );
}

function coverage({ coverage }: Review, lengths: Lengths): string[] {
  return coverage.flatMap((matrix, index) => [
    ...(index > 0 ? [""] : []),
    ...coverageSection(matrix, lengths),
  ]);
}

/** A row for accounts that are alike; then who they are. */
function coverageSection({ partition, regions, groups }: CoverageTable, lengths: Lengths): string[] {
  const label = (index: number) => `${partition} ${index + 1}`;
  const rows = groups.map(({ accounts, cells }, index) => [
    `${label(index)}: ${accounts.length} account${accounts.length === 1 ? "" : "s"}`,
    ...cells.map(({ state }) => state),
  ]);
  const reasons = groups.flatMap(({ cells }, index) =>
    [...new Set(cells.filter(({ state }) => state !== "unsupported").map(({ because }) => because))].map(
      (because) => `- ${label(index)}: ${markdown(because)}`,
    ),
  );
  const names = groups.flatMap(({ accounts }, index) => [
    ...accounts
      .slice(0, lengths.accounts)
      .map(({ id, name, email }) => `- ${label(index)}: ${id} ${code(name)} ${code(email)}`),
    ...(accounts.length > lengths.accounts
      ? [`- ${label(index)}: ${leftOut(accounts.length - lengths.accounts)}`]
      : []),
  ]);
  return [
    `## Accounts and regions, ${partition}`,
    "",
    ...table(["accounts", ...regions], rows, lengths.lines),
    "",
    ...upTo(lengths.lines, reasons),
    "",
    ...names,
  ];
}

function protectionPlans({ protectionPlans: { regions, rows } }: Review): string[] {
  const cells = rows.map(({ feature, cells }) => [code(feature), ...cells.map(({ state }) => state)]);
  return ["## Protection plans and regions", "", ...table(["plan", ...regions], cells)];
}

function findingsPaths({ findingsPaths: paths }: Review): string[] {
  const none = (text: string) => (text === "" ? "none" : markdown(text));
  const rows = paths.map((path) => [
    path.region,
    path.rule === "" ? "none" : markdown(path.filter),
    none(path.target),
    path.queues.map(markdown).join("<br>") || "none",
    path.function === "" ? "none" : code(path.function),
    path.relay === "" ? "none" : code(path.relay),
    String(path.alarms),
    path.suppressions.map(markdown).join("<br>") || "none",
    path.lists.map(markdown).join("<br>") || "none",
    none(path.exportTo),
  ]);
  const header = [
    "region",
    "findings",
    "sends to",
    "queues",
    "function",
    "relay",
    "alarms",
    "suppressed",
    "lists",
    "export",
  ];
  const note = "Suppressed findings are archived: they reach neither the relay nor the export.";
  return ["## Where findings go", "", ...table(header, rows), "", note];
}

function exceptions({ exceptions }: Review): string[] {
  if (exceptions.length === 0) return ["## Exceptions", "", "None."];
  const rows = exceptions.map(({ path, reason, owner, until }) => [
    code(path),
    markdown(reason),
    markdown(owner),
    until ?? "no end date",
  ]);
  return ["## Exceptions", "", ...table(["what", "reason", "owner", "until"], rows)];
}

function drift({ drift }: Review, { lines }: Lengths): string[] {
  if (drift.length === 0) return [];
  const rows = drift.map(({ stack, address, attributes }) => [
    stack,
    code(address),
    markdown(attributes.join(", ")),
  ]);
  return ["## Changed outside Terraform", "", ...table(["stack", "resource", "attributes"], rows, lines)];
}

function unknowns(review: Review, { lines }: Lengths): string[] {
  if (review.unknowns.length === 0) return [];
  const rows = review.unknowns.map(({ attribute, from, resources, stacks }) => [
    code(attribute),
    code(from),
    resources.length > 2 ? `${resources.length} resources` : resources.map(code).join(" "),
    whereText(stacks, review),
  ]);
  return ["## Known only after apply", "", ...table(["attribute", "comes from", "of", "where"], rows, lines)];
}

function controls({ controls }: Review): string[] {
  const rows = controls.map(({ id, title, requirements, status, reason, evidence }) => [
    id,
    markdown(title),
    status,
    markdown(reason),
    requirements.map(markdown).join("; ") || "none",
    evidence.map(code).join("<br>"),
  ]);
  return [
    "## Security Hub controls",
    "",
    ...table(["control", "title", "status", "because", "requirements", "evidence"], rows),
    "",
    "Requirements as AWS maps them; AWS maps none of these controls to CIS AWS Foundations.",
  ];
}

function allRules({ rules }: Review): string[] {
  const rows = rules.map(({ id, title, status, note }) => [
    id,
    MARKS[status],
    markdown(title),
    markdown(note),
  ]);
  return ["## Every rule", "", ...table(["rule", "verdict", "property", "note"], rows)];
}

function provenance({ provenance, reviewedAt }: Review): string[] {
  const { config, snapshots, git, versions, mode, plannedAt, command, plans, altered } = provenance;
  const commit = git ? `${git.commit}${git.clean ? "" : ", with uncommitted changes"}` : "not a git checkout";
  return [
    "## Provenance",
    "",
    `- reviewed ${reviewedAt}, planned ${markdown(plannedAt)}, ${mode}: ${code(command)}`,
    `- commit ${markdown(commit)}`,
    `- ${Object.entries(versions)
      .map(([what, version]) => `${markdown(what)} ${markdown(version)}`)
      .join(", ")}`,
    `- config ${code(config.path)} ${code(config.sha256)}`,
    ...Object.values(snapshots).map(({ path, sha256 }) => `- snapshot ${code(path)} ${code(sha256)}`),
    ...altered.map((file) => `- **${markdown(file)} is not what the manifest recorded**`),
    "",
    ...table(
      ["stack", "plan.json", "plan.tfplan"],
      plans.map(({ stack, planJsonSha256, planSha256 }) => [stack, code(planJsonSha256), code(planSha256)]),
    ),
  ];
}

function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  most: number = rows.length,
): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...upTo(most, rows.map(line))];
}

/** The first lines, and how many more there are: apart from them, so that it is no row of a table. */
function upTo(most: number, lines: readonly string[]): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most), "", `${leftOut(lines.length - most)}.`];
}

function leftOut(count: number): string {
  return `and ${count} more, in review.json`;
}
