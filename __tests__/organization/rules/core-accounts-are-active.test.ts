import { coreAccountsAreActive } from "../../../organization/rules/core-accounts-are-active";
import { account, validSnapshot } from "../valid-snapshot";
import { findings } from "./snapshot-use";

describe("coreAccountsAreActive", () => {
  it("rejects an administrator that is not in the snapshot", () => {
    expect(
      findings(coreAccountsAreActive, { organization: { administratorAccountId: "999999999999" } }),
    ).toEqual(['administratorAccountId: "999999999999" is not in aws.json']);
  });

  it("rejects a log archive that is suspended", () => {
    const snapshot = validSnapshot([account("333333333333", { state: "SUSPENDED" })]);
    expect(
      findings(coreAccountsAreActive, { organization: { logArchiveAccountId: "333333333333" }, snapshot }),
    ).toEqual(['logArchiveAccountId: "333333333333" is SUSPENDED in aws.json']);
  });

  it("accepts active ones", () => {
    expect(findings(coreAccountsAreActive)).toEqual([]);
  });
});
