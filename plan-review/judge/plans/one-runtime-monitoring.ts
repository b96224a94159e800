import { resourcesIn } from "../region-view";
import { judgeRegions, type Rule } from "../rule";

const TYPES = ["aws_guardduty_organization_configuration_feature", "aws_guardduty_detector_feature"];

/** RUNTIME_MONITORING includes the older EKS_RUNTIME_MONITORING, and GuardDuty refuses to have both at once. */
export const oneRuntimeMonitoring: Rule = {
  id: "OD-016",
  title: "Runtime Monitoring and its predecessor for EKS are not on together",
  severity: "deny",
  fix: "drop EKS_RUNTIME_MONITORING: RUNTIME_MONITORING with EKS_ADDON_MANAGEMENT does the same",
  evaluate: (context) =>
    judgeRegions(context, (view) =>
      TYPES.flatMap((type) => {
        const on = resourcesIn(view, type)
          .filter(({ after }) => after?.auto_enable !== "NONE" && after?.status !== "DISABLED")
          .map(({ after }) => after?.name);
        const both = on.includes("RUNTIME_MONITORING") && on.includes("EKS_RUNTIME_MONITORING");
        return both ? [`${type} turns both on`] : [];
      }),
    ),
};
