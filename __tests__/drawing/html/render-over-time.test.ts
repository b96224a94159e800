import { renderShares } from "../../../drawing/html/render-shares";
import { renderTimeline } from "../../../drawing/html/render-timeline";
import type { Timeline } from "../../../drawing/report-model";

const DAY_MS = 24 * 3_600_000;
const START = Date.parse("2026-11-01T00:00:00Z");
const at = (day: number) => START + day * DAY_MS;
const shares = (...values: number[]) => ({
  kind: "shares" as const,
  caption: "Shares",
  shares: [{ name: "<b>", points: values.map((value, day) => ({ at: at(day), value })) }],
});

describe("Shares as HTML", () => {
  it("say how high the share is and how low it was", () => {
    const label = 'aria-label="&#60;b&#62;: 100 % on 2026-11-03, lowest 93.7 % on 2026-11-02"';
    expect(renderShares(shares(100, 93.75, 100))).toContain(label);
  });

  it("do not show nearly everything as everything", () => {
    expect(renderShares(shares(99.99))).toContain("99.9 % on 2026-11-01");
  });

  it("begin at 90 % if nothing is lower, and else below the lowest", () => {
    expect(renderShares(shares(95, 96))).toContain("<span>90 %</span>");
    expect(renderShares(shares(62, 96))).toContain("<span>60 %</span>");
  });

  it("draw a low in the right place", () => {
    expect(renderShares(shares(100, 95, 100))).toContain('d="M0,0L500,50L1000,0 L1000,0"');
  });

  it("keep the lowest point of very many, and draw few", () => {
    const values = Array.from({ length: 10_000 }, (_, day) => (day === 4_321 ? 92 : 100));
    const drawn = renderShares(shares(...values));
    expect(drawn).toContain(",80");
    expect(drawn.length).toBeLessThan(12_000);
  });

  it("draw one run in the middle", () => {
    expect(renderShares(shares(100))).toContain('d="M500,0 L1000,0"');
  });
});

describe("A timeline as HTML", () => {
  const good = { label: "delivering", tone: "good" } as const;
  const bad = { label: "stalled", tone: "bad" } as const;
  const timeline = (spans: Timeline["rows"][number]["spans"]): string =>
    renderTimeline(
      {
        ...{ kind: "timeline", caption: "Strips", noun: "region", from: at(0), to: at(10) },
        rows: [{ id: "<i>", spans, note: "in words" }],
      },
      { whole: "JSON" },
    );
  const bars = (text: string) =>
    [...text.matchAll(/<rect class="mark-(\w+)" x="(\d+)" y="\d+" width="(\d+)"/g)].map(
      ([, tone, x, width]) => `${tone} ${x} ${width}`,
    );

  it("draws spans where they are", () => {
    const text = timeline([
      { from: at(0), to: at(5), state: good },
      { from: at(5), to: at(10), state: bad },
    ]);
    expect(bars(text)).toEqual(["good 0 500", "bad 500 500"]);
    expect(text).toContain('aria-label="&#60;i&#62;: delivering, stalled"');
  });

  it("leaves empty what nobody knows", () => {
    expect(bars(timeline([{ from: at(8), to: at(10), state: good }]))).toEqual(["good 800 200"]);
  });

  it("shows the worst of what is too short to draw apart", () => {
    const spans = Array.from({ length: 5_000 }, (_, n) => {
      const [from, to] = [at(n / 500), at((n + 1) / 500)];
      return { from, to, state: n === 2_500 ? bad : good };
    });
    expect(bars(timeline(spans))).toEqual(["good 0 500", "bad 500 4", "good 504 496"]);
  });

  it("draws a span without a length, and clips what is outside", () => {
    expect(bars(timeline([{ from: at(10), to: at(10), state: bad }]))).toEqual(["bad 996 4"]);
    expect(bars(timeline([{ from: at(-5), to: at(50), state: good }]))).toEqual(["good 0 1000"]);
  });

  it("has a legend of what it shows", () => {
    expect(timeline([{ from: at(0), to: at(1), state: bad }])).toMatch(
      /<ul class="legend"><li>.* stalled<\/li><\/ul>/,
    );
  });
});
