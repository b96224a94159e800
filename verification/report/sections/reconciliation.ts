import { tableOr, type Block, type Entry, type Section } from "../../../drawing/report-model";
import type { NamedFinding } from "../../reconcile/finding";
import type { RegionReconciliation, UnreconciledRegion } from "../../reconcile/reconcile";
import { counted } from "../counted";
import type { Report } from "../report";

const COLUMNS = ["region", "findings", "delivered", "on their way", "missing"];
const MISSING = "./orgduty verify --reconcile ... --json > FILE, then ./orgduty backfill --from-report FILE";
const UNCLEAR = "an earlier release delivered them, and did not log which update";

const HEADS = {
  ...{ id: "what", state: "outcome", title: "title", note: "note" },
  ...{ points: "findings", fix: "fix" },
} as const;

/** GuardDuty's findings against the deliveries in the forwarders' logs. Undefined if nobody asked. */
export function reconciled({ reconciliation }: Report): Section | undefined {
  if (!reconciliation) return undefined;
  const { since, until, regions, unread } = reconciliation;
  const rows = regions.map((one) => [
    one.region,
    ...[one.findings, one.delivered, one.onTheirWay, one.missing.length].map(String),
  ]);
  const entries = [
    ...regions.flatMap(missingEntry),
    ...regions.flatMap(unclearEntry),
    ...unread.map(unreadEntry),
  ];
  const caption = "Findings that were not delivered, or about which nothing is known";
  const named: Block[] =
    entries.length === 0 ? [] : [{ kind: "entries", view: "read", caption, heads: HEADS, entries }];
  return {
    id: "reconciliation",
    heading: "Findings and deliveries",
    lead: `Findings updated from ${since} to ${until} that the config forwards, against what the forwarders logged as delivered.`,
    blocks: [...tableOr({ caption: "Findings by region", columns: COLUMNS, rows }), ...named],
  };
}

function missingEntry({ region, missing }: RegionReconciliation): Entry[] {
  if (missing.length === 0) return [];
  const state = { label: `${missing.length} missing`, tone: "bad" } as const;
  const title = `${counted(missing.length, "finding")} not delivered`;
  return [{ id: region, state, title, note: "", points: missing.map(findingText), fix: MISSING }];
}

function unclearEntry({ region, unclear }: RegionReconciliation): Entry[] {
  if (unclear.length === 0) return [];
  const state = { label: `${unclear.length} not verified`, tone: "bad" } as const;
  const fix = "./orgduty backfill --since ..., or a shorter --reconcile";
  return [{ id: region, state, title: UNCLEAR, note: "", points: unclear.map(findingText), fix }];
}

function findingText({ id, type, account, updatedAt }: NamedFinding): string {
  return `${id}: ${type}, account ${account}, updated ${updatedAt}`;
}

function unreadEntry({ region, error, fix }: UnreconciledRegion): Entry {
  const state = { label: "not verified", tone: "bad" } as const;
  return { id: region, state, title: "findings or deliveries were not read", note: "", points: [error], fix };
}
