import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entryIn } from "../../../verification/history/entry";
import { entryOf, seenIn } from "../../../verification/history/entry-of";
import { appendEntry, readHistory } from "../../../verification/history/history-file";
import { gapKey } from "../../../verification/compare/gap";
import { gone, ids, report } from "../report/example-report";

const at = (verifiedAt: string, one = gone) => ({ ...one.verification, verifiedAt });
const [T1, T2, T3] = ["2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z"];
const key = gapKey(gone.verification.regions[0]!.gaps[0]!);

describe("A line of the history", () => {
  it("has coverage by plan and region, the snapshot's size, calls and what was not read", () => {
    const unread = [{ region: "us-east-1", error: "no", fix: "allow" }] as const;
    const { found } = entryOf({ ...at(T1), unread }, []);
    const wanted = ids.length + 1; // and the administrator
    expect(found).toMatchObject({
      coverage: { "eu-west-1": { GUARDDUTY: [wanted - 1, wanted], S3_DATA_EVENTS: [wanted - 1, wanted] } },
      snapshots: { aws: { readAt: "2026-11-23T00:00:00Z", accounts: 26 } },
      ...{ calls: { "eu-west-1": 7 }, unread: 1, deliveries: {} },
    });
  });

  it("says since when a gap is there, as long as it is there", () => {
    const first = entryOf(at(T1), []);
    const second = entryOf(at(T2), [first]);
    expect(seenIn(second).get(key)).toBe(T1);
    const mended = entryOf(at(T2, report()), [first]);
    expect(seenIn(entryOf(at(T3), [first, mended])).get(key)).toBe(T3);
  });

  it("takes a gap of an earlier release's line for as old as the line", () => {
    const { verifiedAt, regions, gaps } = entryOf(at(T1), []);
    expect(seenIn(entryOf(at(T2), [{ verifiedAt, regions, gaps }])).get(key)).toBe(T1);
  });

  it("has a region's last delivery, and null where something forwards and nothing is known", () => {
    const verification = at(T1);
    const regions = [undefined, T1].map((lastDeliveryAt, n) => ({
      ...verification.regions[0]!,
      region: (["eu-west-1", "us-east-1"] as const)[n]!,
      forwarding: { messages: {}, ...(lastDeliveryAt ? { lastDeliveryAt } : {}) },
    }));
    const { deliveries } = entryOf({ ...verification, regions }, []).found;
    expect(deliveries).toEqual({ "eu-west-1": null, "us-east-1": T1 });
  });

  it("has all accounts once, and then only what changed", () => {
    const first = entryOf(at(T1), []);
    expect(first.found.accounts.aws).toEqual({ all: expect.arrayContaining(ids) as string[] });
    expect(entryOf(at(T2), [first]).found.accounts.aws).toEqual({ added: [], gone: [] });
  });
});

describe("The history file", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-history-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const entry = entryOf(at(T1), []);

  it("gives back what was written", () => {
    const file = join(folder, "new", "h.jsonl");
    appendEntry(file, entry);
    expect(readHistory(file)).toEqual([entry]);
  });

  it("is read from its end, as far as memory allows", () => {
    const file = join(folder, "long.jsonl");
    for (const verifiedAt of [T1, T2, T3]) appendEntry(file, { ...entry, verifiedAt });
    const length = readFileSync(file).length;
    const read = readHistory(file, Math.floor((length * 2) / 3) + 1);
    expect(read.map(({ verifiedAt }) => verifiedAt)).toEqual([T2, T3]);
  });

  it.each([
    ["figures that are none", { coverage: { "eu-west-1": { GUARDDUTY: ["many", 1] } } }],
    ["a time that is none", { deliveries: { "eu-west-1": "yesterday" } }],
    ["a negative place", { firstSeen: { [T1]: [-1] } }],
  ])("keeps the gaps of a line with %s, and leaves out its figures", (_, wrong) => {
    const file = join(folder, "edited.jsonl");
    writeFileSync(file, JSON.stringify({ ...entry, found: { ...entry.found, ...wrong } }));
    const [read] = readHistory(file);
    expect([read?.gaps, read?.found]).toEqual([entry.gaps, undefined]);
  });

  it("leaves out a run without a time", () => {
    expect(entryIn(JSON.stringify({ ...entry, verifiedAt: "once" }))).toEqual([]);
  });
});
