import { coverageOf, isCovered } from "../../intent/coverage";
import { FOUNDATION, wantedOf } from "../../intent/wanted-coverage";
import { leavingAccounts, leavingText, takesAllBack } from "../../intent/leaving";
import { acme } from "../support/fleet";

const { config, snapshots } = acme();
const organization = config.organizations.aws!;
const snapshot = snapshots.aws!;
const suspended = snapshot.accounts.find(({ state }) => state === "SUSPENDED")!.id;
const member = snapshot.accounts.find(({ id }) => id.startsWith("1000"))!.id;

const deletes = (...deleted: string[]) => ({ deleted, endsAll: false });

describe("leavingAccounts", () => {
  it("says why each account leaves", () => {
    expect(
      leavingAccounts(organization, snapshot, deletes("444444444444", suspended, "999999999999")),
    ).toEqual([
      { account: "444444444444", reason: "excluded" },
      { account: suspended, reason: "suspended" },
      { account: "999999999999", reason: "gone" },
    ]);
  });

  it("lets excluded accounts go that ALL enrolled: mode auto had no member resource of them", () => {
    expect(leavingAccounts(organization, snapshot, { deleted: [], endsAll: true })).toEqual([
      { account: "444444444444", reason: "excluded" },
    ]);
    expect([takesAllBack("ALL", "NEW"), takesAllBack("ALL", "ALL"), takesAllBack("NEW", "NONE")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("leaves alone what the config covers in another way: mode auto deletes every member resource", () => {
    const auto = { ...organization, enrolment: { ...organization.enrolment, mode: "auto" as const } };
    expect(leavingAccounts(auto, snapshot, deletes(member))).toEqual([]);
    expect(leavingAccounts(organization, snapshot, deletes(member))).toEqual([]);
  });
});

describe("an excluded account with leave: enrolled", () => {
  const exclude = { "444444444444": { reason: "kept", owner: "sec", leave: "enrolled" as const } };
  const kept = { ...organization, enrolment: { ...organization.enrolment, exclude } };

  it("does not leave, and counts as left enrolled and not as covered", () => {
    expect(leavingAccounts(kept, snapshot, deletes("444444444444"))).toEqual([]);
    const coverage = coverageOf(kept, snapshot).find(
      ({ account }) => account.id === "444444444444",
    )?.coverage;
    expect(coverage).toBe("left-enrolled");
    expect(isCovered("left-enrolled")).toBe(false);
  });

  it("is wanted neither on nor off", () => {
    const guardDuty = { plan: FOUNDATION, mode: "NEW", isOffered: true } as const;
    expect(wantedOf("left-enrolled", guardDuty)).toBe("any");
    expect(wantedOf("excluded", guardDuty)).toBe("off");
  });
});

describe("leavingText", () => {
  it("is absent if nobody leaves", () => expect(leavingText([])).toBeUndefined());

  it("names an account once, however many regions it leaves, and says what goes on", () => {
    const leaving = [
      { account: "555555555555", reason: "suspended" as const },
      { account: "444444444444", reason: "excluded" as const },
      { account: "444444444444", reason: "excluded" as const },
    ];
    expect(leavingText(leaving)).toMatch(
      /^off-boards 2 accounts: 444444444444 excluded, 555555555555 suspended; GuardDuty stays on there, and costs/,
    );
  });

  it("cuts a long list, and says how much of it", () => {
    const many = [...Array(25).keys()].map((index) => ({
      account: String(100_000_000_000 + index),
      reason: "gone" as const,
    }));
    expect(leavingText(many)).toMatch(/^off-boards 25 accounts: .* and 5 more; /);
  });
});
