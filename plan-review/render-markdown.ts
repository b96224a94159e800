import { isDestructive } from "./changes";
import type { RuleReport, Status } from "./judge-rules";
import type { ChangeLine } from "./changes";
import type { CoverageTable, Review } from "./review";
import { code, markdown } from "./text";
import { whereText } from "./where";

/** The review as Markdown, the most important first, so that it may be cut anywhere below. */
export function renderMarkdown(review: Review): string {
  const sections = [
    verdict,
    failures,
    since,
    destruction,
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
    .map((section) => section(review))
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

function failures(review: Review): string[] {
  const failed = review.rules.filter(
    ({ status }) => status === "fail" || status === "warn" || status === "waived",
  );
  return failed.length === 0 ? [] : ["## What fails", ...failed.flatMap((rule) => failure(review, rule))];
}

function failure(review: Review, { id, title, status, note, fix, evidence }: RuleReport): string[] {
  return [
    "",
    `### ${id} ${MARKS[status]}: ${markdown(title)}`,
    "",
    ...(note === "" ? [] : [`${markdown(note)}`, ""]),
    ...evidence.map(({ address, detail, stacks }) => {
      const place = stacks.length === 0 ? "" : ` (${whereText(stacks, review)})`;
      return `- ${address === "" ? "" : `${code(address)} `}${markdown(detail)}${place}`;
    }),
    "",
    `Fix: ${markdown(fix)}`,
  ];
}

function since({ since }: Review): string[] {
  if (!since) return [];
  const rows = since.differences.map(({ what, was, is }) => [markdown(what), markdown(was), markdown(is)]);
  const title = `## Since the review of ${markdown(since.reviewedAt)}`;
  return rows.length === 0
    ? [title, "", "Nothing changed."]
    : [title, "", ...table(["what", "was", "is"], rows)];
}

function destruction(review: Review): string[] {
  const lost = review.changes.filter(({ action }) => isDestructive(action));
  if (lost.length === 0) return ["## Destroyed or replaced", "", "Nothing."];
  return ["## Destroyed or replaced", "", ...changeTable(review, lost)];
}

function changes(review: Review): string[] {
  const others = review.changes.filter(({ action }) => !isDestructive(action));
  return others.length === 0 ? [] : ["## Created and changed", "", ...changeTable(review, others)];
}

function changeTable(review: Review, lines: readonly ChangeLine[]): string[] {
  return table(
    ["action", "what", "because of", "where"],
    lines.map(({ action, what, attributes, forcedBy, stacks }) => [
      action,
      code(what),
      markdown(forcedBy.length > 0 ? `forced by ${forcedBy.join(", ")}` : attributes.join(", ")),
      whereText(stacks, review),
    ]),
  );
}

function coverage({ coverage }: Review): string[] {
  return coverage.flatMap((matrix, index) => [...(index > 0 ? [""] : []), ...coverageSection(matrix)]);
}

/** A row for accounts that are alike; then who they are. */
function coverageSection({ partition, regions, groups }: CoverageTable): string[] {
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
  const names = groups.flatMap(({ accounts }, index) =>
    accounts.map(({ id, name, email }) => `- ${label(index)}: ${id} ${code(name)} ${code(email)}`),
  );
  return [
    `## Accounts and regions, ${partition}`,
    "",
    ...table(["accounts", ...regions], rows),
    "",
    ...reasons,
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

function drift({ drift }: Review): string[] {
  if (drift.length === 0) return [];
  const rows = drift.map(({ stack, address, attributes }) => [
    stack,
    code(address),
    markdown(attributes.join(", ")),
  ]);
  return ["## Changed outside Terraform", "", ...table(["stack", "resource", "attributes"], rows)];
}

function unknowns(review: Review): string[] {
  if (review.unknowns.length === 0) return [];
  const rows = review.unknowns.map(({ attribute, from, resources, stacks }) => [
    code(attribute),
    code(from),
    resources.length > 2 ? `${resources.length} resources` : resources.map(code).join(" "),
    whereText(stacks, review),
  ]);
  return ["## Known only after apply", "", ...table(["attribute", "comes from", "of", "where"], rows)];
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

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}
