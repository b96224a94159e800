import type { Cell, Section, Span, State } from "../../../drawing/report-model";
import type { Report } from "../report";

const DAY_MS = 24 * 3_600_000;
/** An exception that ends sooner is one to see to. */
const SOON_DAYS = 30;

/** An exception in the config, and its last day. */
export interface EndingException {
  /** The path in the config. */
  readonly path: string;
  readonly reason: string;
  readonly owner: string;
  /** YYYY-MM-DD, valid through that day UTC. @default it has no end */
  readonly until?: string;
}

/** What the config leaves out on purpose, by when that ends. Undefined if there is nothing. */
export function exceptionsSection({ exceptions = [], verification }: Report): Section | undefined {
  if (exceptions.length === 0) return undefined;
  const now = Date.parse(verification.verifiedAt);
  const last = Math.max(now + SOON_DAYS * DAY_MS, ...exceptions.map((one) => endOf(one) ?? 0));
  const sorted = [...exceptions].sort((a, b) => (endOf(a) ?? Infinity) - (endOf(b) ?? Infinity));
  const rows = sorted.map((one) => ({
    id: one.path,
    spans: spansOf(one, now, last),
    note: noteOf(one, now),
  }));
  const caption = "Exceptions in the config, the first to end first";
  return {
    id: "exceptions",
    heading: "Exceptions running out",
    blocks: [{ kind: "timeline", caption, noun: "exception", from: now, to: last, rows }],
  };
}

function spansOf(one: EndingException, now: number, last: number): Span[] {
  const end = endOf(one);
  return [{ from: now, to: end === undefined ? last : Math.max(now, end), state: stateOf(end, now) }];
}

function stateOf(end: number | undefined, now: number): State {
  if (end === undefined) return { label: "no end date", tone: "quiet" };
  if (end <= now) return { label: "over", tone: "bad" };
  const isSoon = end - now <= SOON_DAYS * DAY_MS;
  return isSoon
    ? { label: `ends within ${SOON_DAYS} days`, tone: "caution" }
    : { label: "valid", tone: "good" };
}

function noteOf(one: EndingException, now: number): Cell {
  const end = endOf(one);
  const left = end === undefined ? 0 : Math.ceil((end - now) / DAY_MS);
  const days = left > 0 ? `${left} ${left === 1 ? "day" : "days"} left` : "over";
  const until = one.until === undefined ? "no end date" : `until ${one.until}, ${days}`;
  return [[stateOf(end, now), until], `${one.reason} (${one.owner})`];
}

/** Milliseconds since 1970: the end of its last day. */
function endOf({ until }: EndingException): number | undefined {
  return until === undefined ? undefined : Date.parse(`${until}T00:00:00Z`) + DAY_MS;
}
