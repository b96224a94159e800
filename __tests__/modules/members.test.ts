import fc from "../support/fast-check";
import { bucketOf, BUCKETS } from "../../modules/members/bucket";
import { Members, type MembersProps } from "../../modules/members/members";
import { Detector } from "../../modules/detector/detector";
import { synthConstruct } from "../support/synth-construct";

const accountId = fc.stringMatching(/^\d{12}$/);

function membersOf(
  accounts: readonly { id: string; email: string }[],
  staying: Pick<MembersProps, "staying" | "keepsAll"> = {},
) {
  return synthConstruct((stack, placement) => {
    const detector = new Detector(stack, "detector", { placement });
    new Members(stack, "members", {
      placement,
      detectorId: detector.detectorId,
      accounts,
      dependsOn: [detector],
      ...staying,
    });
  });
}

/** `members_07["123456789012"]` for each account. */
function memberAddresses({ resource, locals }: ReturnType<typeof membersOf>): string[] {
  return Object.keys(resource["aws_guardduty_member"] ?? {}).flatMap((name) =>
    Object.keys(locals[name] ?? {}).map((id) => `${name}["${id}"]`),
  );
}

describe("bucketOf", () => {
  it("keeps an account's address for ever", () => {
    expect(BUCKETS).toBe(64);
    expect(["000000000001", "111111111111", "999999999999"].map(bucketOf)).toEqual(["62", "38", "58"]);
  });

  it("spreads 5,000 accounts evenly enough for a quadratic for_each", () => {
    const sizes = new Map<string, number>();
    for (let n = 0; n < 5000; n++) {
      const bucket = bucketOf(String(n).padStart(12, "0"));
      sizes.set(bucket, (sizes.get(bucket) ?? 0) + 1);
    }
    expect(sizes.size).toBe(BUCKETS);
    expect(Math.max(...sizes.values())).toBeLessThan(140);
  });
});

describe("Members", () => {
  const synthesized = membersOf([
    { id: "012345678901", email: "aws@acme.example" },
    { id: "111111111111", email: "aws+${each.key}%{if}@acme.example" },
  ]);
  const members = Object.entries(synthesized.resource["aws_guardduty_member"] ?? {});

  it("enrols each account by its id and e-mail, under the administrator's detector", () => {
    for (const [name, member] of members) {
      expect(member).toMatchObject({
        account_id: "${each.key}",
        email: "${each.value}",
        for_each: `\${local.${name}}`,
        provider: "aws.here",
      });
      expect(member.detector_id).toMatch(/aws_guardduty_detector/);
    }
    expect(memberAddresses(synthesized).map((address) => address.slice(-16))).toEqual(
      expect.arrayContaining(['["012345678901"]', '["111111111111"]']),
    );
  });

  it("never sets what would make the provider disassociate or replace a member", () => {
    for (const [, member] of members) {
      expect(member.lifecycle).toEqual({ ignore_changes: ["email", "invite"] });
      for (const name of ["invite", "disable_email_notification", "invitation_message"]) {
        expect(member).not.toHaveProperty(name);
      }
    }
  });

  it("joins after what GuardDuty applies to members as they join", () => {
    for (const [, member] of members) expect(member.depends_on).toHaveLength(1);
  });

  it("does not let an e-mail address be read as a template", () => {
    expect(Object.values(synthesized.locals)).toContainEqual({
      "111111111111": "aws+$${each.key}%%{if}@acme.example",
    });
  });

  it("writes every bucket as a bucket that is the first one, which cdktf writes itself", () => {
    const accounts = ["000000000001", "111111111111", "999999999999"].map((id) => ({
      id,
      email: `${id}@b.example`,
    }));
    const together = membersOf(accounts);
    for (const account of accounts) {
      const alone = membersOf([account]);
      const name = `members_${bucketOf(account.id)}`;
      expect(alone.resource["aws_guardduty_member"]).toEqual({ [name]: expect.anything() as object });
      expect(together.resource["aws_guardduty_member"]![name]).toEqual(
        alone.resource["aws_guardduty_member"]![name],
      );
      expect(together.locals[name]).toEqual(alone.locals[name]);
    }
    expect(together["//"]).toMatchObject({
      metadata: { overrides: { aws_guardduty_member: ["for_each", "for_each", "for_each"] } },
    });
  });

  it("moves no other account's address when one is added", () => {
    fc.assert(
      fc.property(fc.uniqueArray(accountId, { maxLength: 30 }), accountId, (ids, added) => {
        const before = memberAddresses(membersOf(ids.map((id) => ({ id, email: "a@b.example" }))));
        const after = memberAddresses(membersOf([...ids, added].map((id) => ({ id, email: "a@b.example" }))));
        expect(after).toEqual(expect.arrayContaining(before));
        expect(after).toHaveLength(new Set([...ids, added]).size);
      }),
      { numRuns: 25 },
    );
  });
});

describe("Members that stay without a resource", () => {
  const [staying, other] = ["000000000001", "111111111111"];
  const forgets = { lifecycle: { destroy: false } };
  const bucketAddress = (id: string) => `aws_guardduty_member.members_${bucketOf(id)}`;
  const accounts = [{ id: other, email: "a@b.example" }];

  it("are forgotten one by one, from an address of their own", () => {
    const { moved, removed } = membersOf(accounts, { staying: [staying] });
    const own = `aws_guardduty_member.stays_${staying}`;
    expect(moved).toEqual([{ from: `${bucketAddress(staying)}["${staying}"]`, to: own }]);
    expect(removed).toEqual([{ from: own, ...forgets }]);
  });

  it("are forgotten with every bucket that has no account, if AWS lets none go", () => {
    const { moved, removed } = membersOf(accounts, { staying: [staying], keepsAll: true });
    expect(moved).toBeUndefined();
    expect(removed).toHaveLength(BUCKETS - 1);
    expect(removed).toContainEqual({ from: bucketAddress(staying), ...forgets });
    expect(removed).not.toContainEqual({ from: bucketAddress(other), ...forgets });
    expect(membersOf([], { keepsAll: true }).removed).toHaveLength(BUCKETS);
  });

  it("are none by default: what goes is deleted", () => {
    const { moved, removed } = membersOf(accounts);
    expect([moved, removed]).toEqual([undefined, undefined]);
  });
});
