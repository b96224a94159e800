import { contradictions, plannedMode } from "../../read/planned-mode";
import type { Plans } from "../../read/read-plans";
import type { Rule } from "../rule";

const SAID: Readonly<Record<Plans["manifest"]["mode"], string>> = {
  live: "planned live",
  offline: "planned offline: nobody asked AWS",
  local: "planned against a local AWS",
};

/**
 * An offline plan shows what a first apply would do, not what exists in AWS. It can never be applied to AWS. The plan
 * files decide which kind a plan is: the manifest can be edited without them.
 */
export const plansKnowAws: Rule = {
  id: "OD-042",
  title: "The plans were made against AWS",
  severity: "warn",
  fix: "plan with credentials: `./orgduty plan`",
  evaluate({ plans }) {
    const contradicted = contradictions(plans).map(({ stack, against }) => ({
      stack,
      detail: `the manifest says ${plans.manifest.mode}, the plan file was ${SAID[against]}`,
    }));
    const mode = plannedMode(plans);
    const evidence = [...(mode === plans.manifest.mode ? [{ detail: SAID[mode] }] : []), ...contradicted];
    const isLive = mode === "live" && contradicted.length === 0;
    return { verdict: isLive ? "pass" : "fail", evidence };
  },
};
