import { UNREAD } from "../../../aws-clients/attempts";
import { takesFindings } from "../../../doctor/read/rules";
import { judgeForwarders } from "../../../doctor/region/forwarders";
import { judgeNames } from "../../../doctor/region/names";
import { judgeQuotas } from "../../../doctor/region/quotas";
import { judgeSecret } from "../../../doctor/region/secret";
import { Live } from "../../../verification/read/live";
import { acme, resourcesOf } from "../../support/fleet";
import { secretOf } from "../../../verification/expect/region-expectation";
import { allHeld, DETECTOR, guardDuty, wishOf } from "../region-wish";

const wish = wishOf();
const NAME = "acme-guardduty-findings";
const outcomes = (findings: readonly { outcome: string }[]) => findings.map(({ outcome }) => outcome);

describe("Names", () => {
  const queue = { type: "aws_sqs_queue", key: NAME };
  const alarm = { type: "aws_cloudwatch_metric_alarm", key: `${NAME}-dead` };

  /** Only these exist. */
  function live(...found: { type: string; key: string }[]): Pick<Live, "get"> {
    return {
      get: (type, key) => (found.some((one) => one.type === type && one.key === key) ? {} : undefined),
    };
  }

  it("are fine if nothing has them", () => {
    expect(outcomes(judgeNames(wish.expected, live(), new Map()))).toEqual(["fine"]);
  });

  it("are blockers if creating fails, and warnings if it overwrites", () => {
    expect(outcomes(judgeNames(wish.expected, live(queue), new Map()))).toEqual(["blocker"]);
    expect(outcomes(judgeNames(wish.expected, live(alarm), new Map()))).toEqual(["warning"]);
  });

  it("are fine if the state has what has them", () => {
    expect(outcomes(judgeNames(wish.expected, live(queue, alarm), allHeld(wish)))).toEqual(["fine"]);
  });

  it("are not fine if the state was not read", () => {
    expect(outcomes(judgeNames(wish.expected, live(queue), new Map([["eu-west-1", UNREAD]])))).toEqual([
      "unchecked",
    ]);
  });

  it("are not taken if it was not read whether they are", () => {
    expect(judgeNames(wish.expected, new Live(), new Map())).toEqual([]);
  });
});

describe("Forwarders", () => {
  const rule = (changes = {}) => ({
    name: "siem",
    targets: ["arn:aws:sns:eu-west-1:222222222222:x"],
    ...changes,
  });
  const judge = (...takingFindings: ReturnType<typeof rule>[]) =>
    outcomes(judgeForwarders(wish, { count: takingFindings.length, takingFindings }));

  it("are told of if a rule of others sends findings on", () => {
    expect(judge(rule())).toEqual(["warning"]);
  });

  it("are none of ours, none without targets, none that AWS made", () => {
    expect(judge(rule({ name: NAME }), rule({ targets: [] }), rule({ managedBy: "aws" }))).toEqual(["fine"]);
  });

  it.each([
    [{ source: ["aws.guardduty"] }, true],
    [{ source: [{ prefix: "aws." }] }, true],
    [{ "detail-type": ["GuardDuty Finding"], detail: { severity: [8] } }, true],
    [{ source: ["aws.guardduty"], "detail-type": ["AWS API Call via CloudTrail"] }, false],
    [{ source: ["aws.ec2"] }, false],
  ])("are recognized by source and detail-type: %j", (pattern, takes) => {
    expect(takesFindings({ EventPattern: JSON.stringify(pattern), State: "ENABLED" })).toBe(takes);
  });

  it("are none that are disabled, scheduled or unreadable", () => {
    const EventPattern = '{"source":["aws.guardduty"]}';
    expect(takesFindings({ EventPattern, State: "DISABLED" })).toBe(false);
    expect(takesFindings({ State: "ENABLED" })).toBe(false);
    expect(takesFindings({ EventPattern: "no JSON", State: "ENABLED" })).toBe(false);
  });
});

describe("Quotas", () => {
  const lambda = { concurrency: 1000, unreserved: 1000, codeBytes: 0, mostCodeBytes: 80e9 };
  const bus = { count: 3, takingFindings: [] };
  const reserving = (reservedConcurrency: number) => {
    const { organization } = wish;
    return {
      ...wish,
      organization: { ...organization, forwarding: { ...organization.forwarding!, reservedConcurrency } },
    };
  };

  it("are fine in an account that has run for a while", () => {
    expect(outcomes(judgeQuotas(wish, { guardDuty: guardDuty(), bus, lambda }))).toEqual(["fine"]);
  });

  it("refuse a reservation that leaves fewer than 100, unless the state has the function", () => {
    const young = { ...lambda, concurrency: 10, unreserved: 10 };
    const wanting = reserving(5);
    expect(outcomes(judgeQuotas(wanting, { guardDuty: guardDuty(), bus, lambda: young }))).toEqual([
      "blocker",
    ]);
    expect(outcomes(judgeQuotas(reserving(900), { guardDuty: guardDuty(), bus, lambda }))).toEqual(["fine"]);
    expect(outcomes(judgeQuotas(reserving(901), { guardDuty: guardDuty(), bus, lambda }))).toEqual([
      "blocker",
    ]);
    const held = { ...reserving(901), held: allHeld(wish) };
    expect(outcomes(judgeQuotas(held, { guardDuty: guardDuty(), bus, lambda }))).toEqual(["fine"]);
  });

  it("count rules, filters and members", () => {
    expect(
      outcomes(judgeQuotas(wish, { guardDuty: guardDuty(), bus: { ...bus, count: 300 }, lambda })),
    ).toEqual(["warning"]);
    const filters = Array.from({ length: 100 }, (_, n) => ({
      name: `${n}`,
      rank: n + 1,
      archives: false,
      criteria: "{}",
    }));
    const many = guardDuty({ administrator: DETECTOR, filters });
    expect(outcomes(judgeQuotas(wish, { guardDuty: many, bus, lambda }))).toEqual(["warning"]);
    const members = Array.from({ length: 50_000 }, (_, n) => ({ accountId: String(n), status: "Removed" }));
    expect(outcomes(judgeQuotas(wish, { guardDuty: guardDuty({ members }), bus, lambda }))).toEqual([
      "blocker",
    ]);
  });

  it("count roles, unless the state has the one to come", () => {
    const home = wishOf({}, "us-east-1");
    const roles = { count: 1000, most: 1000 };
    expect(outcomes(judgeQuotas(home, { guardDuty: guardDuty(), bus, lambda, roles }))).toEqual(["blocker"]);
    const held = { ...home, held: allHeld(home) };
    expect(outcomes(judgeQuotas(held, { guardDuty: guardDuty(), bus, lambda, roles }))).toEqual(["fine"]);
  });

  it("are not fine if nothing was counted", () => {
    const unread = guardDuty({ members: UNREAD, filters: UNREAD });
    expect(judgeQuotas(wish, { guardDuty: unread, bus: UNREAD, lambda: UNREAD })).toEqual([]);
  });
});

describe("The relay's secret", () => {
  const name = "acme/guardduty/log-relay";
  const declared = secretOf(resourcesOf(acme()), name)!;
  const applied = new Map([[declared.stack, new Set([declared.address])]]);
  const judge = (secret: Parameters<typeof judgeSecret>[1], held = applied) =>
    judgeSecret({ name, region: "eu-west-1", homeRegion: "us-east-1", declared, held }, secret);
  const arn = "arn:aws:secretsmanager:eu-west-1:222222222222:secret:x";

  it("is fine before the first apply, and if the forwarder can use it", () => {
    expect(outcomes([...judge(undefined, new Map()), ...judge({ arn })])).toEqual(["fine", "fine"]);
  });

  it.each([
    ["gone though applied", undefined],
    ["unusable", { arn, fault: "it has no token" }],
    ["going to be deleted", { arn, deletedAt: "2026-12-01T00:00:00Z" }],
  ])("is a blocker if it is %s", (_, secret) => {
    expect(outcomes(judge(secret))).toEqual(["blocker"]);
  });

  it("is a blocker if it is there before the first apply", () => {
    expect(outcomes(judge({ arn }, new Map()))).toEqual(["blocker"]);
  });

  it("is not judged if its value was not read", () => {
    expect(judge({ arn, fault: UNREAD })).toEqual([]);
  });
});
