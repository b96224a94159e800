import { comment } from "../../../../plan-review/report/comment/comment";
import { changeKinds } from "../../../../plan-review/report/comment/change-kinds";
import type { Review } from "../../../../plan-review/report/review";
import fc from "../../../support/fast-check";
import { caseWorld, reviewWorld } from "../../case-world";
import { destroy, remove } from "../../edit-plan";
import { HOSTILE, makeHostile } from "../../hostile";

/** 5,000 accounts with hostile names, every third of them excluded for a reason of its own. */
function large(): Review {
  const world = caseWorld("first-day");
  const { accounts } = world.project.snapshots.aws!;
  const [pattern] = accounts;
  for (let n = 0; n < 5000; n += 1) {
    const id = String(800_000_000_000 + n);
    accounts.push({ ...structuredClone(pattern!), id });
    const [reason, owner] = [`${n} ${HOSTILE[n % HOSTILE.length]}`, HOSTILE[(n + 1) % HOSTILE.length]!];
    if (n % 3 === 0) world.project.config.organizations.aws!.enrolment.exclude[id] = { reason, owner };
  }
  destroy(world, "us-east-1", "aws_sqs_queue", "finding-delivery_dead");
  return reviewWorld(makeHostile(world));
}

const review = large();
const hostile = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "grapheme", maxLength: 400 }));
const actions = ["delete", "replace", "forget", "import", "update", "move", "create"] as const;
const changes = fc.array(
  fc.record({
    ...{
      action: fc.constantFrom(...actions),
      what: hostile,
      stacks: fc.array(fc.constant("us-east-1"), { minLength: 1 }),
    },
    ...{ attributes: fc.constant([]), forcedBy: fc.constant([]), arrival: fc.constant([]) },
  }),
  { maxLength: 80 },
);
const since = fc.option(
  fc.record({
    reviewedAt: fc.constant("2026-01-01"),
    differences: fc.array(fc.record({ what: hostile, was: hostile, is: hostile }), { maxLength: 40 }),
  }),
  { nil: undefined },
);
const statuses = fc.array(fc.constantFrom("fail", "warn", "waived", "pass"), {
  ...{ minLength: review.rules.length, maxLength: review.rules.length },
});

describe("comment.md", () => {
  it("has at most 60 lines and fits a pull request, whatever was reviewed", () => {
    fc.assert(
      fc.property(changes, since, statuses, hostile, (changed, compared, given, name) => {
        // A review has passed visibleDeep, so no text in it has a line break.
        const oneLine = (text: string) => text.replace(/\p{Cc}/gu, "·");
        const { since: _, ...rest } = review;
        const made = comment({
          ...rest,
          name: oneLine(name),
          changes: changed.map((change) => ({ ...change, what: oneLine(change.what) })),
          rules: review.rules.map((rule, n) => ({ ...rule, status: given[n]! })),
          ...(compared && {
            since: {
              ...compared,
              differences: compared.differences.map(({ what, was, is }) => ({
                ...{ what: oneLine(what), was: oneLine(was), is: oneLine(is) },
              })),
            },
          }),
        });
        expect(made.trimEnd().split("\n").length).toBeLessThanOrEqual(60);
        expect(Buffer.byteLength(made)).toBeLessThan(65_536);
        expect(made).not.toMatch(/<(script|img|svg)|(^|\W)@everyone|https:\/\/evil/i);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [0, 0],
    [20, 0],
    [0, 20],
    [20, 20],
  ])("has at most 60 lines if all is full, with %i settings and %i differences", (settings, differences) => {
    const many = <T>(count: number, one: T) => Array.from({ length: count }, () => one);
    const place = { region: "us-east-1", stack: "us-east-1", address: "a.b" };
    const setting = { ...place, setting: "s", was: "ALL", becomes: "NEW", isLower: true };
    const difference = { ...place, attribute: "c", expected: "1", planned: "2", stacks: ["us-east-1"] };
    const made = comment({
      ...review,
      rules: review.rules.map((rule) => ({ ...rule, status: "fail" as const })),
      changes: [...actions, ...many(20, "delete" as const)].map((action) => ({
        ...review.changes[0]!,
        action,
      })),
      since: { reviewedAt: "then", differences: many(20, { what: "w", was: "a", is: "b" }) },
      settings: { ...review.settings, changes: many(settings, setting) },
      conformance: { ...review.conformance, differences: many(differences, { ...difference, breaks: [] }) },
    });
    expect(made).toMatch(/^\d+ things stay that the config does not name/m);
    expect(made.match(/^- and \d+ more, in review\.md$/gm)?.length).toBeGreaterThanOrEqual(3);
    expect(made.trimEnd().split("\n").length).toBeLessThanOrEqual(60);
  });

  it("says of each cut how many more there are", () => {
    const failing = { ...review, rules: review.rules.map((rule) => ({ ...rule, status: "fail" as const })) };
    const lost = Array.from({ length: 20 }, (_, n) => ({
      ...review.changes[0]!,
      action: "delete" as const,
      what: `a.b${n}${"x".repeat(300)}`,
    }));
    const made = comment({ ...failing, changes: lost });
    expect(made).toContain(`and ${review.rules.length - 6} more, in review.md`);
    expect(made).toContain("and 14 more, in review.md");
    const [aws] = review.figures;
    expect(aws!.lowered.length).toBeGreaterThan(1000);
    expect(made).toContain(`- and ${aws!.lowered.length - 2} more reasons, in review.md`);
    expect(made).toMatch(/^- delete a\.b0x+… \(\d+ more characters\)$/m);
  });

  it("tells verdict, coverage, what is destroyed, what fails, changes by kind and where the whole is", () => {
    const world = caseWorld("first-day");
    remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
    destroy(world, "us-east-1", "aws_sqs_queue", "finding-delivery_dead");
    const made = comment(reviewWorld(world));
    expect(made).toMatch(/^\*\*Failed offline, AWS was not asked: 3 rules/m);
    expect(made).toContain("- aws: 42 of 490 (8.5 %) of account x region x plan will be on");
    expect(made).toMatch(/^- delete aws\\_sqs\\_queue\.finding-delivery\\_dead\S* in us-east-1$/m);
    expect(made).not.toMatch(/_[0-9A-F]{8}\b/);
    expect(made).toContain("- OD-007 fail: Every active account is covered in every planned region");
    expect(made).toMatch(/^- create \d+: \d+ aws\\_/m);
    expect(made).toContain("The whole review: `review.html` and `review.md`");
  });

  it("counts resources and not lines", () => {
    const line = { attributes: [], forcedBy: [], arrival: [], stacks: ["a", "b"] };
    const create = (what: string) => ({ ...line, action: "create" as const, what });
    const kinds = changeKinds([
      create("23 x aws_guardduty_member"),
      create("111111111111, 222222222222: aws_guardduty_member"),
      create("aws_sqs_queue.dead_0A1B2C3D"),
      create('aws_guardduty_filter.rank["1"]'),
    ]);
    expect(kinds.get("create")).toEqual([
      { type: "aws_guardduty_member", count: 50 },
      { type: "aws_sqs_queue", count: 2 },
      { type: "aws_guardduty_filter", count: 2 },
    ]);
  });
});
