import { credentialsAreOfOneKind } from "../../../../config/rules/accounts/credentials-are-of-one-kind";
import { draft, findings } from "../../valid-document";

const administrator = "arn:aws:iam::222222222222:role/any";
const role = "arn:aws:iam::111111111111:role/any";
const profile = { profile: "any" };

function credentials(plan: object, apply: object) {
  const both = { plan: { administrator, ...plan }, apply: { administrator, ...apply } };
  return { "organizations.aws.credentials": both };
}

describe("credentialsAreOfOneKind", () => {
  it.each([
    ["a profile", profile, "a role", role],
    ["a role", role, "a profile", profile],
  ])("rejects %s for planning where applying has another kind", (planKind, plan, applyKind, apply) => {
    const changes = credentials({ management: plan }, { management: apply });
    expect(findings(credentialsAreOfOneKind, changes)).toEqual([
      `organizations.aws.credentials.plan.management: is ${planKind}, but apply has ${applyKind}: Terraform would not plan with what is given here`,
    ]);
    expect(credentialsAreOfOneKind(draft(changes))[0]?.fix).toBe(`give ${applyKind} here too`);
  });

  it("rejects a log archive that only one of the two can enter", () => {
    const [plans, applies] = [{ management: role, logArchive: profile }, { management: role }];
    expect(credentialsAreOfOneKind(draft(credentials(plans, applies)))[0]?.fix).toBe(
      "give apply.logArchive too",
    );
    expect(credentialsAreOfOneKind(draft(credentials(applies, plans)))[0]?.fix).toBe(
      "give a profile here too",
    );
  });

  it("accepts one kind an account, and no credentials at all", () => {
    const changes = credentials({ management: profile }, { management: { profile: "other" } });
    expect(findings(credentialsAreOfOneKind, changes)).toEqual([]);
    expect(findings(credentialsAreOfOneKind)).toEqual([]);
  });
});
