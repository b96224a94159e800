import { GuarddutyOrganizationConfiguration } from "@cdktf/provider-aws/lib/guardduty-organization-configuration";
import { GuarddutyOrganizationConfigurationFeature } from "@cdktf/provider-aws/lib/guardduty-organization-configuration-feature";
import { Construct, type IConstruct } from "constructs";
import { adopt } from "../adoption/adoption";
import type { Placement } from "../placement";
import { resourcesOf } from "../resources-of";
import type { PlanMode } from "../../aws/features";
import type { ProtectionPlan } from "../../aws/protection-plan";

/** What accounts get automatically from the administrator of one region. */
export interface OrganizationConfigurationProps {
  /** In the delegated administrator's account. */
  readonly placement: Placement;
  /** The administrator's detector. */
  readonly detectorId: string;
  /** Which accounts GuardDuty enrols automatically. ALL includes suspended and removed accounts. */
  readonly newAccounts: PlanMode;
  /** Every plan that the region offers, including those that are off: GuardDuty keeps an undeclared plan as it was. */
  readonly plans: readonly ProtectionPlan[];
  /** The delegation, which must exist first: without it the account administers nothing. */
  readonly dependsOn: readonly IConstruct[];
  /** The administrator's detector, if the account administers the organization already. @default it does not */
  readonly existingId?: string;
}

/**
 * The order in which GuardDuty lists an organization's agent settings. Any other order is permanent drift in provider
 * 5.
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/36400
 */
const AGENT_ORDER = ["ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT"];

/** What accounts of the organization get automatically in one region: GuardDuty, and each protection plan. */
export class OrganizationConfiguration extends Construct {
  constructor(scope: Construct, id: string, props: OrganizationConfigurationProps) {
    super(scope, id);
    const { placement, detectorId, newAccounts, plans, dependsOn, existingId } = props;
    const organization = new GuarddutyOrganizationConfiguration(this, "Resource", {
      ...placement,
      detectorId,
      autoEnableOrganizationMembers: newAccounts,
      dependsOn: resourcesOf(dependsOn),
    });
    adopt(this, organization, existingId);
    for (const plan of plans) {
      const agents = [...plan.agents].sort(
        (a, b) => AGENT_ORDER.indexOf(a.name) - AGENT_ORDER.indexOf(b.name),
      );
      new GuarddutyOrganizationConfigurationFeature(this, plan.feature, {
        ...placement,
        detectorId,
        name: plan.feature,
        autoEnable: plan.mode,
        ...(agents.length > 0 && {
          additionalConfiguration: agents.map(({ name, mode }) => ({ name, autoEnable: mode })),
        }),
        // A feature's update sends the organization's mode again, so the two must not run at the same time.
        dependsOn: [organization],
      });
    }
  }
}
