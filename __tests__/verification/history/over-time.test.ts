import { coverageOverTime } from "../../../verification/history/coverage-over-time";
import type { DrawnEntry, Figures } from "../../../verification/history/entry";
import { heartbeats } from "../../../verification/history/heartbeats";
import { newAccounts } from "../../../verification/history/time-to-cover";

const HOUR = 3_600_000;
const START = Date.parse("2026-11-01T00:00:00Z");
const timeOf = (hour: number) => new Date(START + hour * HOUR).toISOString();

function run(hour: number, found: Partial<Figures>, gaps: string[] = [], regions = ["r1", "r2"]): DrawnEntry {
  const none = { coverage: {}, firstSeen: {}, deliveries: {}, snapshots: {}, calls: {}, accounts: {} };
  return { verifiedAt: timeOf(hour), regions, gaps, found: { ...none, unread: 0, ...found } };
}

describe("Coverage over time", () => {
  const runs = [
    run(0, { coverage: { r1: { GUARDDUTY: [1, 2], S3: [2, 2] }, r2: { GUARDDUTY: [2, 2] } } }),
    run(1, { coverage: { r2: { GUARDDUTY: [0, 2] } } }),
  ];

  it("is of everything, by plan and by region; a region that was not verified keeps its figures", () => {
    const { all, plans, regions } = coverageOverTime(runs);
    const values = ({ points }: typeof all) => points.map(({ value }) => Math.round(value));
    expect(values(all)).toEqual([83, 50]);
    expect(plans.map((one) => [one.name, values(one)])).toEqual([
      ["GUARDDUTY", [75, 25]],
      ["S3", [100, 100]],
    ]);
    expect(regions.map((one) => [one.name, values(one)])).toEqual([
      ["r1", [75, 75]],
      ["r2", [100, 0]],
    ]);
  });

  it("is nothing where nothing should be on", () => {
    expect(coverageOverTime([run(0, { coverage: { r1: { GUARDDUTY: [0, 0] } } })]).all.points).toEqual([]);
  });
});

describe("New accounts", () => {
  const all = run(0, { accounts: { aws: { all: ["old"] } } });
  const added = { accounts: { aws: { added: ["new"], gone: [] } } };
  const told = (...runs: DrawnEntry[]) =>
    newAccounts([all, ...runs]).map(({ account, seenAt, coveredAt }) => [
      account,
      (seenAt - START) / HOUR,
      coveredAt === undefined ? undefined : (coveredAt - START) / HOUR,
    ]);

  it("are covered once no region has a gap of theirs", () => {
    const gap = ["new r1 GUARDDUTY NOT_ENROLLED "];
    expect(told(run(1, added, gap), run(2, {}, gap), run(3, {}))).toEqual([["new", 1, 3]]);
  });

  it("are open while a region that was not verified since had a gap", () => {
    const gaps = ["new r1 GUARDDUTY NOT_ENROLLED ", "new r2 GUARDDUTY NOT_ENROLLED "];
    expect(told(run(1, added, gaps), run(2, {}, [], ["r1"]))).toEqual([["new", 1, undefined]]);
  });

  it("are first seen in AWS Organizations, before the snapshot has them", () => {
    expect(told(run(1, {}, ["new r1 GUARDDUTY NOT_IN_SNAPSHOT "]), run(2, {}), run(3, added))).toEqual([
      ["new", 1, 3],
    ]);
  });

  it("are not those of the first run, nor accounts that have left", () => {
    const left = run(2, { accounts: { aws: { added: [], gone: ["new"] } } });
    expect(told(run(1, added), left)).toEqual([]);
    const first = run(0, { accounts: { aws: { all: [] } } }, ["old r1 GUARDDUTY NOT_IN_SNAPSHOT "]);
    expect(newAccounts([first])).toEqual([]);
    expect(told(run(1, {}, ["old r1 GUARDDUTY NOT_ENROLLED "]))).toEqual([]);
  });
});

describe("Heartbeats", () => {
  it("say of the time since the run before whether the forwarder delivered", () => {
    const stalled = ["a r1 FORWARDING DELIVERY_STALLED q"];
    const runs = [
      run(0, { deliveries: { r1: timeOf(0), r2: null } }),
      run(1, { deliveries: { r1: timeOf(0) } }, stalled),
      run(2, { deliveries: { r1: timeOf(2), r2: null } }),
    ];
    const [first, second] = heartbeats(runs);
    const hours = ({ beats }: typeof first & object) =>
      beats.map(({ from, to, isDelivering }) => [(from - START) / HOUR, (to - START) / HOUR, isDelivering]);
    expect([first!.lastDeliveryAt, hours(first!)]).toEqual([
      timeOf(2),
      [
        [0, 0, true],
        [0, 1, false],
        [1, 2, true],
      ],
    ]);
    expect([second!.lastDeliveryAt, hours(second!)]).toEqual([
      undefined,
      [
        [0, 0, false],
        [0, 2, false],
      ],
    ]);
  });
});
