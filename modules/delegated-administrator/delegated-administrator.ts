import { GuarddutyOrganizationAdminAccount } from "@cdktf/provider-aws/lib/guardduty-organization-admin-account";
import { Construct, type IConstruct } from "constructs";
import { adopt } from "../adoption/adoption";
import type { Placement } from "../placement";
import { resourcesOf } from "../resources-of";

/** Which account becomes administrator, for which organization and region, and what must exist before. */
export interface DelegatedAdministratorProps {
  /** In the organization's management account: only that account may delegate. */
  readonly placement: Placement;
  readonly administratorAccountId: string;
  /**
   * Both detectors. Delegating makes AWS create the administrator's detector, after which creating a detector resource
   * fails.
   */
  readonly dependsOn: readonly IConstruct[];
  /** The account, if GuardDuty is delegated to it already. @default it is not */
  readonly existingId?: string;
}

/** Makes an account the organization's GuardDuty administrator in one region. Revoking it loses every member. */
export class DelegatedAdministrator extends Construct {
  constructor(scope: Construct, id: string, props: DelegatedAdministratorProps) {
    super(scope, id);
    const { placement, administratorAccountId, dependsOn, existingId } = props;
    const delegation = new GuarddutyOrganizationAdminAccount(this, "Resource", {
      ...placement,
      adminAccountId: administratorAccountId,
      dependsOn: resourcesOf(dependsOn),
      lifecycle: { preventDestroy: true },
    });
    adopt(this, delegation, existingId);
  }
}
