import { code, type Block, type Entry, type Report } from "../../drawing/report-model";

/** An entry with the same text wherever a text may be. */
export function entryOf(text: string, points = 1): Entry {
  const point = [[code(text), text, { label: text, tone: "bad" } as const], text];
  return {
    ...{ id: text, state: { label: text, tone: "bad" }, title: text, note: text, fix: text },
    points: Array.from({ length: points }, () => point),
  };
}

/** Every kind of block, with the same text wherever a text may be. */
export function blocksOf(text: string): Block[] {
  const heads = { id: text, state: text, title: text, note: text, points: text, fix: text };
  const cells = [text, code(text), { label: text, tone: "good" } as const, [text, [code(text), text]]];
  const entries = { kind: "entries", caption: text, heads, entries: [entryOf(text)] } as const;
  return [
    { kind: "text", text },
    { kind: "list", items: cells },
    { kind: "facts", caption: text, facts: [[text, text]] },
    {
      kind: "table",
      caption: text,
      columns: [text, text, text, text, text],
      rows: [[...cells, { summary: text, lines: [text, code(text)] }]],
    },
    { ...entries, view: "read" },
    { ...entries, view: "find", open: [text] },
    {
      kind: "matrix",
      ...{ id: text, caption: text, noun: text, columns: [text] },
      states: { known: { label: text, tone: "bad" } },
      groups: [
        {
          items: [{ id: text, names: [text] }],
          cells: [{ state: "known", because: text }],
        },
      ],
      groupName: text,
    },
  ];
}

/** A report of one section. */
export function reportOf(blocks: readonly Block[], text = "text"): Report {
  return {
    title: text,
    verdict: { passed: false, headline: text, summary: text },
    sections: [{ id: "only", heading: text, lead: text, blocks }],
    whole: "all.json",
  };
}
