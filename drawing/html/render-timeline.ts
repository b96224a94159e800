import type { Report, Span, State, Timeline, Tone } from "../report-model";
import { html } from "../text";
import { dayOf } from "../times";
import { renderCell } from "./render-cell";
import { moreText, plainTable } from "./render-table";

/** The drawing's own units: CSS stretches it. */
const WIDTH = 1000;
const HEIGHT = 20;
/** Time is drawn in so many steps, each in the worst state that it holds. */
const STEPS = 250;

/** The worst last. */
const TONES: readonly Tone[] = ["quiet", "fine", "good", "caution", "bad"];
/** Not every reader can see colours: what is worse is higher. */
const HEIGHTS: Readonly<Record<Tone, number>> = { quiet: 4, fine: 8, good: 8, caution: 14, bad: HEIGHT };

/** A table with a strip in each row. The note beside it says the same in words. */
export function renderTimeline(timeline: Timeline, report: Pick<Report, "whole">): string {
  const { caption, noun, from, to, rows, leftOut = 0 } = timeline;
  const cells = rows.map(({ id, spans, note }) => [html(id), strip(id, spans, timeline), renderCell(note)]);
  const columns = [html(noun), `${dayOf(from)} to ${dayOf(to)}`, "in words"];
  const table = plainTable(caption, columns, cells);
  return `<div class="timeline">${legend(rows.flatMap(({ spans }) => spans))}${table}${moreText(leftOut, report, "p")}</div>`;
}

function strip(id: string, spans: readonly Span[], { from, to }: Timeline): string {
  const step = (at: number) => Math.round((STEPS * (at - from)) / Math.max(1, to - from));
  const steps: (State | undefined)[] = Array.from({ length: STEPS });
  for (const { from: start, to: end, state } of spans) {
    const first = Math.min(STEPS - 1, Math.max(0, step(start)));
    for (let at = first; at < Math.min(STEPS, Math.max(first + 1, step(end))); at += 1)
      if (isWorse(state, steps[at])) steps[at] = state;
  }
  const bars = steps.flatMap((state, at) => {
    if (!state || isSame(steps[at - 1], state)) return [];
    const after = steps.findIndex((next, index) => index > at && !isSame(next, state));
    return bar(state, at, after === -1 ? STEPS : after);
  });
  const labels = [...new Set(spans.map(({ state }) => state.label))].join(", ");
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${html(`${id}: ${labels || "nothing known"}`)}">${bars.join("")}</svg>`;
}

function isWorse({ tone }: State, than: State | undefined): boolean {
  return !than || TONES.indexOf(tone) > TONES.indexOf(than.tone);
}

function isSame(one: State | undefined, other: State): boolean {
  return one?.label === other.label && one.tone === other.tone;
}

function bar({ tone }: State, first: number, after: number): string {
  const unit = WIDTH / STEPS;
  const height = HEIGHTS[tone];
  return `<rect class="mark-${tone}" x="${first * unit}" y="${HEIGHT - height}" width="${(after - first) * unit}" height="${height}"/>`;
}

function legend(spans: readonly Span[]): string {
  const states = new Map(spans.map(({ state }) => [state.label, state]));
  const items = [...states.values()].map(
    ({ label, tone }) =>
      `<li><svg viewBox="0 0 20 ${HEIGHT}" aria-hidden="true"><rect class="mark-${tone}" y="${HEIGHT - HEIGHTS[tone]}" width="20" height="${HEIGHTS[tone]}"/></svg> ${html(label)}</li>`,
  );
  return items.length === 0 ? "" : `<ul class="legend">${items.join("")}</ul>`;
}
