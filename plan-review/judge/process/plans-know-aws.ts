import type { Rule } from "../rule";

/** An offline plan shows what a first apply would do, not what exists in AWS. It can never be applied to AWS. */
export const plansKnowAws: Rule = {
  id: "OD-042",
  title: "The plans were made against AWS",
  severity: "warn",
  fix: "plan with credentials: `npx orgduty plan`",
  evaluate: ({ plans: { manifest } }) =>
    manifest.mode === "live"
      ? { verdict: "pass", evidence: [{ detail: "planned live" }] }
      : {
          verdict: "fail",
          evidence: [
            {
              detail:
                manifest.mode === "offline"
                  ? "planned offline: nobody asked AWS"
                  : "planned against a local AWS",
            },
          ],
        },
};
