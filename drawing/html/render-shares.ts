import type { Share, Shares } from "../report-model";
import { percent, shareText } from "../share-text";
import { html } from "../text";
import { dayOf, minuteOf } from "../times";
import { plainTable } from "./render-table";

/** The drawing's own units: CSS stretches it. */
const WIDTH = 1000;
const HEIGHT = 100;
/** More points than pixels cannot be seen. */
const MOST_POINTS = 250;
const MOST_ROWS = 40;

type Points = Share["points"];

/** Small charts with the same axes, each with its figures in words, and all figures as a table below. */
export function renderShares({ caption, shares }: Shares): string {
  const times = shares.flatMap(({ points }) => [points[0]?.at ?? 0, points.at(-1)?.at ?? 0]);
  const axis = { from: Math.min(...times), to: Math.max(...times) };
  const figures = shares.map((share) => figure(share, axis)).join("\n");
  return `<div class="charts" role="group" aria-label="${html(caption)}">
${figures}
</div>
<details><summary>${html(caption)}: the figures</summary>${figureTable(caption, shares)}</details>`;
}

function figure(share: Share, { from, to }: { readonly from: number; readonly to: number }): string {
  const points = thinned(share.points, MOST_POINTS);
  const low = Math.min(90, Math.floor(Math.min(...points.map(({ value }) => value)) / 10) * 10);
  const x = (at: number) => (to === from ? WIDTH / 2 : (WIDTH * (at - from)) / (to - from));
  const y = (value: number) => HEIGHT - (HEIGHT * (value - low)) / (100 - low);
  const line = points.map(({ at, value }) => `${round(x(at))},${round(y(value))}`);
  const last = points.at(-1);
  const end = last ? ` L${WIDTH},${round(y(last.value))}` : "";
  const text = shareText(share);
  return `<figure class="chart"><figcaption><b>${html(share.name)}</b> ${html(text)}</figcaption>
<div class="plot" aria-hidden="true"><span>100 %</span><span>${low} %</span><span>${dayOf(from)}</span><span>${dayOf(to)}</span></div>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${html(`${share.name}: ${text}`)}"><path class="grid" d="M0,0H${WIDTH}M0,${HEIGHT / 2}H${WIDTH}M0,${HEIGHT}H${WIDTH}"/><path class="curve" d="M${line.join("L")}${end}"/></svg></figure>`;
}

function figureTable(caption: string, shares: readonly Share[]): string {
  const longest = shares.reduce<Points>(
    (most, { points }) => (points.length > most.length ? points : most),
    [],
  );
  const times = thinned(longest, MOST_ROWS).map(({ at }) => at);
  const columns = ["on", ...shares.map(({ name }) => html(name))];
  const rows = times.map((time) => [
    minuteOf(time),
    ...shares.map(({ points }) => {
      const point = points.findLast(({ at }) => at <= time);
      return point ? percent(point.value) : "";
    }),
  ]);
  return plainTable(caption, columns, rows);
}

/** At most so many points: of those that lie together the lowest, and always the last. */
function thinned(points: Points, most: number): Points {
  if (points.length <= most) return points;
  const size = Math.ceil((points.length - 1) / (most - 1));
  const lowest = Array.from({ length: Math.ceil((points.length - 1) / size) }, (_, index) =>
    points
      .slice(index * size, Math.min((index + 1) * size, points.length - 1))
      .reduce((low, point) => (point.value < low.value ? point : low)),
  );
  return [...lowest, points.at(-1)!];
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
