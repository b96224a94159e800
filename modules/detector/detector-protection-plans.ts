import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { Construct } from "constructs";
import type { Placement } from "../placement";
import type { ProtectionPlan } from "../../aws/protection-plan";

/** The detector's id. An id from a detector resource makes Terraform create the detector first. */
export interface DetectorProtectionPlansProps {
  readonly placement: Placement;
  readonly detectorId: string;
  /** Every plan that the region offers, including those that are off: GuardDuty keeps an undeclared plan as it was. */
  readonly plans: readonly ProtectionPlan[];
}

/**
 * The order in which GuardDuty lists a detector's agent settings. Any other order is permanent drift in provider 5.
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/36400
 */
const AGENT_ORDER = ["EKS_ADDON_MANAGEMENT", "EC2_AGENT_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT"];

/**
 * The protection plans of one detector. Only for the administrator's detector: a member's plans come from the
 * organization.
 */
export class DetectorProtectionPlans extends Construct {
  constructor(scope: Construct, id: string, props: DetectorProtectionPlansProps) {
    super(scope, id);
    const { placement, detectorId, plans } = props;
    for (const plan of plans) {
      const agents = [...plan.agents].sort(
        (a, b) => AGENT_ORDER.indexOf(a.name) - AGENT_ORDER.indexOf(b.name),
      );
      new GuarddutyDetectorFeature(this, plan.feature, {
        ...placement,
        detectorId,
        name: plan.feature,
        status: statusOf(plan.mode),
        ...(agents.length > 0 && {
          additionalConfiguration: agents.map(({ name, mode }) => ({ name, status: statusOf(mode) })),
        }),
      });
    }
  }
}

/** A plan for new accounts only is still on in the administrator's account, which answers for the others. */
function statusOf(mode: ProtectionPlan["mode"]): "ENABLED" | "DISABLED" {
  return mode === "NONE" ? "DISABLED" : "ENABLED";
}
