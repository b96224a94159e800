import type { Entries, Entry, Section } from "../../../drawing/report-model";
import type { RuleReport } from "../../judge/judge-rules";
import type { Review } from "../review";
import { STATUS_STATES } from "../states";
import { isTold, toldRules } from "../told-rules";
import { evidenceLine } from "../where";

const HEADS = {
  ...{ id: "rule", state: "verdict", title: "property", note: "note" },
  ...{ points: "evidence", fix: "fix" },
} as const;

/** Rules that fail, warn or are waived. A reader reads these one by one. */
export function failures(review: Review): Section {
  const entries = toldRules(review).map(entryOf(review));
  const block: Entries = { kind: "entries", view: "read", caption: "Rules that fail", heads: HEADS, entries };
  const nothing = { kind: "text", text: "Nothing: every rule that applies is met." } as const;
  return { id: "findings", heading: "What fails", blocks: [entries.length === 0 ? nothing : block] };
}

/** Every rule; those that pass are shown with their evidence. */
export function everyRule(review: Review): Section {
  const entries = review.rules.map(entryOf(review));
  const open = toldRules(review).map(({ id }) => id);
  const block: Entries = { kind: "entries", view: "find", caption: "rules", heads: HEADS, entries, open };
  return { id: "rules", heading: "Every rule", blocks: [block] };
}

function entryOf(review: Review) {
  return ({ id, title, status, note, fix, evidence }: RuleReport): Entry => ({
    id,
    state: STATUS_STATES[status],
    title,
    note,
    points: evidence.map((item) => evidenceLine(item, review)),
    fix: isTold(status) ? fix : "",
  });
}
