import { excludeSparesCoreAccounts } from "../../../../config/rules/accounts/exclude-spares-core-accounts";
import { EXCEPTION, findings } from "../../valid-document";

describe("excludeSparesCoreAccounts", () => {
  it.each([
    ["managementAccountId", "111111111111"],
    ["administratorAccountId", "222222222222"],
  ])("rejects excluding the %s", (role, id) => {
    expect(
      findings(excludeSparesCoreAccounts, {
        "organizations.aws.enrolment": { exclude: { [id]: EXCEPTION } },
      }),
    ).toEqual([
      `organizations.aws.enrolment.exclude.${id}: "${id}" is the ${role}, which cannot be excluded`,
    ]);
  });

  it("accepts excluding another account", () => {
    const changes = { "organizations.aws.enrolment": { exclude: { "444444444444": EXCEPTION } } };
    expect(findings(excludeSparesCoreAccounts, changes)).toEqual([]);
  });
});
