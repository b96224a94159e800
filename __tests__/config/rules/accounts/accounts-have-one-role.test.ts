import { accountsHaveOneRole } from "../../../../config/rules/accounts/accounts-have-one-role";
import { findings } from "../../valid-document";

describe("accountsHaveOneRole", () => {
  it("rejects an administrator that is the management account", () => {
    expect(
      findings(accountsHaveOneRole, { "organizations.aws.administratorAccountId": "111111111111" }),
    ).toEqual([
      'organizations.aws.administratorAccountId: "111111111111" is aws.managementAccountId already',
    ]);
  });

  it("rejects a log archive that is the administrator", () => {
    expect(
      findings(accountsHaveOneRole, { "organizations.aws.logArchiveAccountId": "222222222222" }),
    ).toEqual([
      'organizations.aws.logArchiveAccountId: "222222222222" is aws.administratorAccountId already',
    ]);
  });

  it("rejects an account in two organizations", () => {
    expect(
      findings(accountsHaveOneRole, { "organizations.aws-cn.managementAccountId": "1111-1111-1111" }),
    ).toEqual([
      'organizations.aws-cn.managementAccountId: "111111111111" is aws.managementAccountId already',
    ]);
  });

  it("accepts accounts apart", () => {
    expect(
      findings(accountsHaveOneRole, { "organizations.aws.logArchiveAccountId": "333333333333" }),
    ).toEqual([]);
  });
});
