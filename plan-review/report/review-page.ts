import { becauseOf, isDestructive, type ChangeLine } from "../judge/changes";
import type { RuleReport } from "../judge/judge-rules";
import type { CoverageTable, Review } from "./review";
import { isTold, toldRules } from "./told-rules";
import { evidenceText, whereText } from "./where";
import type { PageBlock, PageEntry, PageSection, Page } from "../../drawing/page-model";
import { CONTROL_STATES, COVERAGE_STATES, PLAN_STATES, STATUS_STATES } from "./states";

/** A review as a page. */
export function reviewPage(review: Review): Page {
  const sections: PageSection[] = [
    { id: "destroyed", title: "Destroyed or replaced", blocks: [changes(review, isDestructive)] },
    { id: "findings", title: "What fails", blocks: failures(review) },
    ...conformance(review),
    ...(review.since ? [since(review.since)] : []),
    { id: "coverage", title: "Accounts and regions", blocks: review.coverage.flatMap(coverage) },
    { id: "plans", title: "Protection plans and regions", blocks: [protectionPlans(review)] },
    { id: "path", title: "Where findings go", blocks: findingsPaths(review) },
    {
      id: "changes",
      title: "Created and changed",
      blocks: [changes(review, (action) => !isDestructive(action))],
    },
    { id: "exceptions", title: "Exceptions", blocks: [exceptions(review)] },
    { id: "drift", title: "Changed outside Terraform", blocks: [drift(review)] },
    { id: "unknowns", title: "Known only after apply", blocks: [unknowns(review)] },
    { id: "controls", title: "Security Hub controls", blocks: controls(review) },
    {
      id: "rules",
      title: "Every rule",
      blocks: [{ kind: "entries", label: "rules", entries: review.rules.map(toEntry(review)) }],
    },
    { id: "provenance", title: "Provenance", blocks: provenance(review) },
  ];
  return { title: `GuardDuty review of ${review.name}`, verdict: review.verdict, sections };
}

/** Evidence that the first table shows of a rule: the rule's own entry has the rest. */
const MOST_EVIDENCE = 5;

function failures(review: Review): PageBlock[] {
  const told = toldRules(review);
  if (told.length === 0) return [{ kind: "text", text: "Nothing: every rule that applies is met." }];
  const rows = told.map(({ id, status, title, evidence, fix }) => [
    id,
    STATUS_STATES[status],
    title,
    [
      ...evidence.slice(0, MOST_EVIDENCE).map((item) => evidenceText(item, review)),
      ...(evidence.length > MOST_EVIDENCE ? [`and ${evidence.length - MOST_EVIDENCE} more, at ${id}`] : []),
    ],
    fix,
  ]);
  return [
    {
      kind: "table",
      caption: "Rules that fail",
      columns: ["rule", "verdict", "property", "evidence", "fix"],
      rows,
      linked: true,
    },
  ];
}

function conformance({ conformance: { compared, differences, code } }: Review): PageSection[] {
  if (compared.length === 0) return [];
  const rows = differences.map(({ address, attribute, expected, planned, breaks, waiver, stacks }) => [
    ...[address, attribute, expected, planned, breaks.join(", "), waiver ?? "nobody", stacks.join(", ")],
  ]);
  const columns = ["what", "attribute", "expected", "planned", "breaks", "accepted by", "where"];
  const nothing = `Each of ${compared.length} plan files holds the stack that the config makes.`;
  const blocks: PageBlock[] = [
    { kind: "text", text: `Compared with what this config and ${code} make.` },
    tableOr("Differences from what the config makes", columns, rows, nothing),
  ];
  return [{ id: "conformance", title: "Plan files and the config", blocks }];
}

function toEntry(review: Review) {
  return ({ id, title, status, note, fix, evidence }: RuleReport): PageEntry => ({
    id,
    badge: STATUS_STATES[status],
    title,
    paragraphs: [...(note === "" ? [] : [note]), ...(isTold(status) ? [`Fix: ${fix}`] : [])],
    points: evidence.map((item) => evidenceText(item, review)),
    open: isTold(status),
  });
}

/** Differences that the page shows: they come collapsed, and where so many are left nobody reads them one by one. */
const MOST_DIFFERENCES = 300;

function since({ reviewedAt, differences }: NonNullable<Review["since"]>): PageSection {
  const rows = differences.slice(0, MOST_DIFFERENCES).map(({ what, was, is }) => [what, was, is]);
  const more = differences.length - rows.length;
  const table = tableOr("Differences", ["what", "was", "is"], rows, "Nothing changed.");
  return {
    id: "since",
    title: `Since the review of ${reviewedAt}`,
    blocks: [
      table,
      ...(more > 0 ? [{ kind: "text", text: `and ${more} more, in review.json` } as const] : []),
    ],
  };
}

function changes(review: Review, wanted: (action: ChangeLine["action"]) => boolean): PageBlock {
  const rows = review.changes
    .filter(({ action }) => wanted(action))
    .map((change) => [
      change.what,
      isDestructive(change.action) ? { label: change.action, tone: "bad" as const } : change.action,
      becauseOf(change),
      whereText(change.stacks, review),
    ]);
  return tableOr("Changes", ["what", "action", "because of", "where"], rows, "Nothing.");
}

function coverage({ partition, regions, groups }: CoverageTable): PageBlock[] {
  return [
    { kind: "text", text: `The organization in ${partition}.` },
    {
      kind: "matrix",
      id: `coverage-${partition}`,
      label: `Accounts by region, ${partition}`,
      noun: "account",
      columns: regions,
      states: COVERAGE_STATES,
      groups: groups.map(({ accounts, cells }) => ({
        items: accounts.map(({ id, name, email, unit }) => ({ id, names: [name, email, unit] })),
        cells,
      })),
      searchable: true,
    },
  ];
}

function protectionPlans({ protectionPlans: { regions, rows } }: Review): PageBlock {
  return {
    kind: "matrix",
    id: "protection-plans",
    label: "Protection plans by region",
    noun: "protection plan",
    columns: regions,
    states: PLAN_STATES,
    groups: rows.map(({ feature, cells }) => ({
      items: [{ id: feature, names: [] }],
      cells: cells.map(({ state, address }) => ({ state, because: address })),
    })),
    searchable: false,
  };
}

function findingsPaths({ findingsPaths: paths }: Review): PageBlock[] {
  const or = (text: string) => (text === "" ? "none" : text);
  const list = (texts: readonly string[]) => (texts.length === 0 ? "none" : texts);
  const rows = paths.map((path) => [
    path.region,
    path.rule === "" ? "none" : path.filter,
    or(path.target),
    list(path.queues),
    or(path.function),
    or(path.relay),
    String(path.alarms),
    list(path.suppressions),
    list(path.lists),
    or(path.exportTo),
  ]);
  const columns = [
    "region",
    "picks",
    "sends to",
    "queues",
    "function",
    "relay",
    "alarms",
    "suppressed",
    "lists",
    "export",
  ];
  return [
    { kind: "table", caption: "The way of findings", columns, rows },
    { kind: "text", text: "Suppressed findings are archived: they reach neither the relay nor the export." },
  ];
}

function exceptions({ exceptions }: Review): PageBlock {
  const rows = exceptions.map(({ path, reason, owner, until }) => [
    path,
    reason,
    owner,
    until ?? "no end date",
  ]);
  return tableOr("Exceptions that somebody accepted", ["what", "reason", "owner", "until"], rows, "None.");
}

function drift({ drift }: Review): PageBlock {
  const rows = drift.map(({ stack, address, attributes }) => [address, stack, attributes.join(", ")]);
  return tableOr(
    "Changed outside Terraform",
    ["resource", "stack", "attributes"],
    rows,
    "Nothing that the plans saw.",
  );
}

function unknowns(review: Review): PageBlock {
  const rows = review.unknowns.map(({ attribute, from, resources, stacks }) => [
    attribute,
    from,
    resources,
    whereText(stacks, review),
  ]);
  return tableOr("Values nobody can read yet", ["attribute", "comes from", "of", "where"], rows, "Nothing.");
}

function controls({ controls }: Review): PageBlock[] {
  const rows = controls.map(({ id, title, status, reason, requirements, evidence }) => [
    id,
    title,
    CONTROL_STATES[status],
    reason,
    requirements.length === 0 ? "none" : requirements,
    evidence,
  ]);
  const columns = ["control", "title", "status", "because", "requirements", "evidence"];
  return [
    { kind: "table", caption: "GuardDuty controls of Security Hub", columns, rows },
    {
      kind: "text",
      text: "Requirements as AWS maps them; AWS maps none of these controls to CIS AWS Foundations.",
    },
  ];
}

function provenance({ provenance, reviewedAt }: Review): PageBlock[] {
  const { config, snapshots, git, versions, mode, plannedAt, command, plans, altered } = provenance;
  const facts = [
    ["reviewed", reviewedAt],
    ["planned", `${plannedAt}, ${mode}`],
    ["command", command],
    ["commit", git ? `${git.commit}${git.clean ? "" : ", with uncommitted changes"}` : "not a git checkout"],
    ["tree", git?.tree ?? ""],
    ...Object.entries(versions).map(([what, version]) => [what, version]),
    [config.path, `sha256 ${config.sha256}`],
    ...Object.values(snapshots).map(({ path, sha256 }) => [path, `sha256 ${sha256}`]),
    ...altered.map((file) => [file, "is not what the manifest recorded"]),
  ];
  const hashes = plans.map(({ stack, planJsonSha256, planSha256 }) => [stack, planJsonSha256, planSha256]);
  return [
    { kind: "table", caption: "What was reviewed", columns: ["what", "value"], rows: facts },
    {
      kind: "table",
      caption: "SHA-256 of each plan",
      columns: ["stack", "plan.json", "plan.tfplan"],
      rows: hashes,
    },
  ];
}

type Rows = Extract<PageBlock, { kind: "table" }>["rows"];

function tableOr(caption: string, columns: readonly string[], rows: Rows, nothing: string): PageBlock {
  return rows.length === 0 ? { kind: "text", text: nothing } : { kind: "table", caption, columns, rows };
}
