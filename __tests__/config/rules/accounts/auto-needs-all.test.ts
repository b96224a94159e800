import { autoNeedsAll } from "../../../../config/rules/accounts/auto-needs-all";
import { findings } from "../../valid-document";

describe("autoNeedsAll", () => {
  const enrolment = (value: object) => ({ "organizations.aws.enrolment": value });

  it("rejects mode auto with NEW", () => {
    expect(findings(autoNeedsAll, enrolment({ mode: "auto", newAccounts: "NEW" }))).toEqual([
      "organizations.aws.enrolment.mode: mode auto enrols existing accounts only with newAccounts: ALL, got NEW",
    ]);
  });

  it("rejects mode auto that leaves newAccounts to its default", () => {
    expect(findings(autoNeedsAll, enrolment({ mode: "auto" }))).toHaveLength(1);
  });

  it("accepts mode auto with ALL, and explicit with NEW", () => {
    expect(findings(autoNeedsAll, enrolment({ mode: "auto", newAccounts: "ALL" }))).toEqual([]);
    expect(findings(autoNeedsAll, enrolment({ mode: "explicit", newAccounts: "NEW" }))).toEqual([]);
  });
});
