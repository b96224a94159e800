import { RULE_IDS } from "../../config/rule-ids";
import { RULES } from "../../plan-review/judge/rules";

describe("RULE_IDS", () => {
  it("are the ids of the review's rules: a new rule raises LAST in config/rule-ids.ts", () => {
    expect([...RULE_IDS]).toEqual(RULES.map(({ id }) => id).sort());
  });
});
