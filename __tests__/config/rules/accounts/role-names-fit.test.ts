import { roleNamesFit } from "../../../../config/rules/accounts/role-names-fit";
import { findings } from "../../valid-document";

describe("roleNamesFit", () => {
  const AT = "organizations.aws.iam.namePrefix";

  it("rejects a prefix with which the longest role's name does not fit", () => {
    const name = `${"p".repeat(32)}acme-guardduty-findings-forwarder`;
    expect(name).toHaveLength(65);
    expect(findings(roleNamesFit, { [AT]: "p".repeat(32) })).toEqual([
      `${AT}: the role ${name} would have 65 characters of a role's name, AWS takes 64`,
    ]);
  });

  it("accepts one that just fits, and none", () => {
    expect(findings(roleNamesFit, { [AT]: "p".repeat(31) })).toEqual([]);
    expect(findings(roleNamesFit)).toEqual([]);
  });
});
