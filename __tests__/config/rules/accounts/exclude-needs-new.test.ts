import { excludeNeedsNew } from "../../../../config/rules/accounts/exclude-needs-new";
import { EXCEPTION, draft, findings } from "../../valid-document";

describe("excludeNeedsNew", () => {
  const enrolment = (newAccounts: string, exclude: object) => ({
    "organizations.aws.enrolment": { newAccounts, exclude },
  });

  it("rejects exclude with newAccounts ALL; the fix is NEW", () => {
    const [mistake] = excludeNeedsNew(draft(enrolment("ALL", { "444444444444": EXCEPTION })));
    expect(mistake?.path).toEqual(["organizations", "aws", "enrolment", "newAccounts"]);
    expect(mistake?.fix).toBe("newAccounts: NEW, or empty exclude");
  });

  it("accepts exclude with NEW, and ALL without exclude", () => {
    expect(findings(excludeNeedsNew, enrolment("NEW", { "444444444444": EXCEPTION }))).toEqual([]);
    expect(findings(excludeNeedsNew, enrolment("ALL", {}))).toEqual([]);
  });
});
