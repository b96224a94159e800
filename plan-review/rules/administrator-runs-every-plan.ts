import type { PlanMode } from "../../config/protection-plans";
import { PROTECTION_PLAN_KEYS, PROTECTION_PLANS } from "../../config/protection-plans";
import { judge, regionPlans, resourcesIn, whereIs, type Rule } from "../rule";

/** The organization's modes never reach the administrator's own detector: it has features of its own. */
export const administratorRunsEveryPlan: Rule = {
  id: "OD-014",
  title: "The administrator's own detector runs what the organization runs",
  severity: "deny",
  fix: "enable the feature on the administrator's detector, or set it to NONE for the organization",
  evaluate(context) {
    const { protectionPlans } = context.config.detection;
    const modes = new Map<unknown, PlanMode>(
      PROTECTION_PLAN_KEYS.map((key) => [
        PROTECTION_PLANS[key],
        key === "runtimeMonitoring" ? protectionPlans.runtimeMonitoring.mode : protectionPlans[key],
      ]),
    );
    const features = regionPlans(context).flatMap((plan) =>
      resourcesIn(plan, "aws_guardduty_detector_feature").filter(
        ({ provider }) => provider === "aws.administrator",
      ),
    );
    return judge(features, "the administrator's detector has no declared feature", whereIs, ({ after }) => {
      const mode = modes.get(after?.name);
      const expected = mode === "NONE" ? "DISABLED" : "ENABLED";
      return mode === undefined || after?.status === expected
        ? undefined
        : `${String(after?.name)} is ${String(after?.status)}, the organization's mode is ${mode}`;
    });
  },
};
