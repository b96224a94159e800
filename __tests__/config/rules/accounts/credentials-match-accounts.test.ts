import { credentialsMatchAccounts } from "../../../../config/rules/accounts/credentials-match-accounts";
import { findings } from "../../valid-document";

describe("credentialsMatchAccounts", () => {
  const credentials = (management: unknown) => {
    const administrator = "arn:aws:iam::222222222222:role/plan";
    const apply = { management: { profile: "management" }, administrator: { profile: "administrator" } };
    return { "organizations.aws.credentials": { plan: { management, administrator }, apply } };
  };

  it("rejects a role of another partition", () => {
    expect(findings(credentialsMatchAccounts, credentials("arn:aws-cn:iam::111111111111:role/plan"))).toEqual(
      ["organizations.aws.credentials.plan.management: the role is of partition aws-cn, not aws"],
    );
  });

  it("rejects a role of another account", () => {
    expect(findings(credentialsMatchAccounts, credentials("arn:aws:iam::222222222222:role/plan"))).toEqual([
      'organizations.aws.credentials.plan.management: the role is of account "222222222222", but managementAccountId is "111111111111"',
    ]);
  });

  it("accepts roles of the right account, and profiles", () => {
    expect(findings(credentialsMatchAccounts, credentials("arn:aws:iam::111111111111:role/plan"))).toEqual(
      [],
    );
    expect(findings(credentialsMatchAccounts, credentials({ profile: "any" }))).toEqual([]);
  });
});
