import { regionViews, resourcesIn } from "../region-view";
import type { PlanMode } from "../../../aws/features";
import type { DetectionConfig } from "../../../config/config";
import { intendedPlans } from "../../../intent/plans";
import { arrayOf, objectOf } from "../../read/json";
import { judge, whereIs, type Rule } from "../rule";

/** The organization's modes never apply to the administrator's own detector, which has its own features. */
export const administratorRunsEveryPlan: Rule = {
  id: "OD-014",
  title: "The administrator's own detector runs what the organization runs",
  severity: "deny",
  fix: "enable the feature on the administrator's detector, or set it to NONE for the organization",
  evaluate(context) {
    const modes = modesOf(context.config.detection);
    const features = regionViews(context).flatMap((view) =>
      resourcesIn(view, "aws_guardduty_detector_feature").filter(
        ({ provider }) => provider === "aws.administrator",
      ),
    );
    return judge(features, "the administrator's detector has no declared feature", whereIs, ({ after }) =>
      [objectOf(after), ...arrayOf(after?.additional_configuration).map(objectOf)].flatMap(
        ({ name, status }) => {
          const mode = modes.get(name);
          const expected = mode === "NONE" ? "DISABLED" : "ENABLED";
          return mode === undefined || status === expected
            ? []
            : [`${String(name)} is ${String(status)}, the organization's mode is ${mode}`];
        },
      ),
    );
  },
};

/** The modes, by GuardDuty's name of a protection plan or of an agent setting. */
function modesOf(detection: DetectionConfig): Map<unknown, PlanMode> {
  return new Map<unknown, PlanMode>(
    intendedPlans(detection).flatMap(({ feature, mode, agents }) => [
      [feature, mode] as const,
      ...agents.map((agent) => [agent.name, agent.mode] as const),
    ]),
  );
}
