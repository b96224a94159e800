import { excludedAccountsExist } from "../../../organization/rules/excluded-accounts-exist";
import { findings } from "./snapshot-use";

describe("excludedAccountsExist", () => {
  const excluding = (id: string) => ({
    organization: { enrolment: { exclude: { [id]: { reason: "lab", owner: "me" } } } },
  });

  it("rejects an excluded account that is not in the snapshot", () => {
    expect(findings(excludedAccountsExist, excluding("999999999999"))).toEqual([
      'enrolment.exclude.999999999999: "999999999999" is not in aws.json',
    ]);
  });

  it("accepts one that is", () => {
    expect(findings(excludedAccountsExist, excluding("222222222222"))).toEqual([]);
  });
});
