import { stayingMembers, staysMember } from "../../intent/staying-members";
import { acme } from "../support/fleet";

const { config, snapshots } = acme();
const organization = config.organizations.aws!;
const snapshot = snapshots.aws!;
const enrolled = { ...organization, enrolment: { ...organization.enrolment, exclude: {} } };
const all = { ...enrolled, enrolment: { ...enrolled.enrolment, newAccounts: "ALL" as const } };
const notActive = snapshot.accounts.filter(({ state }) => state !== "ACTIVE").map(({ id }) => id);

describe("Members that stay without a resource", () => {
  it("are those that are not active, under ALL", () => {
    expect(notActive.length).toBeGreaterThan(0);
    expect(stayingMembers(all, snapshot)).toEqual(notActive);
  });

  it("are all members in mode auto", () => {
    const auto = { ...all, enrolment: { ...all.enrolment, mode: "auto" as const } };
    const { administratorAccountId } = organization;
    const ids = snapshot.accounts.map(({ id }) => id).filter((id) => id !== administratorAccountId);
    expect(stayingMembers(auto, snapshot)).toEqual(ids);
  });

  it("are under NEW only those that are left enrolled on purpose", () => {
    const exclude = { "444444444444": { reason: "r", owner: "o", leave: "enrolled" as const } };
    const left = { ...organization, enrolment: { ...organization.enrolment, exclude } };
    expect(stayingMembers(left, snapshot)).toEqual(["444444444444"]);
    expect(stayingMembers(organization, snapshot)).toEqual([]);
    expect([staysMember(organization, undefined), staysMember(all, undefined)]).toEqual([false, true]);
  });
});
