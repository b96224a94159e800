import type { Block, Entry, Section } from "../../../drawing/report-model";
import { placeOf, type Unread, type Verification } from "../../verify";

const HEADS = {
  ...{ id: "what", state: "outcome", title: "title", note: "note" },
  ...{ points: "because", fix: "fix" },
} as const;

/**
 * What could not be read, with its fix, and what cannot be verified from here at all. Undefined if everything was
 * verified.
 */
export function unverified({ unread, regions }: Verification): Section | undefined {
  const notes = regions.flatMap(({ region, notes: all }) => all.map((note) => `${region}: ${note}`));
  const entries = unread.map(unreadEntry);
  const caption = "What could not be read";
  const blocks: Block[] = [
    ...(entries.length === 0
      ? []
      : [{ kind: "entries", view: "read", caption, heads: HEADS, entries } as const]),
    ...(notes.length === 0 ? [] : [{ kind: "list", items: notes } as const]),
  ];
  return blocks.length === 0 ? undefined : { id: "unverified", heading: "What was not verified", blocks };
}

function unreadEntry(unread: Unread): Entry {
  const state = { label: "not verified", tone: "bad" } as const;
  return { id: placeOf(unread), state, title: "", note: "", points: [unread.error], fix: unread.fix };
}
