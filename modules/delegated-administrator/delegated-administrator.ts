import { GuarddutyOrganizationAdminAccount } from "@cdktf/provider-aws/lib/guardduty-organization-admin-account";
import { Construct, type IConstruct } from "constructs";
import type { Placement } from "../placement";
import { resourcesOf } from "../resources-of";

/** Which account becomes administrator, of which organization and region, and after what. */
export interface DelegatedAdministratorProps {
  /** In the organization's management account: nobody else may delegate. */
  readonly placement: Placement;
  readonly administratorAccountId: string;
  /** Both detectors: delegating makes AWS create the administrator's, and a detector resource created later fails. */
  readonly dependsOn: readonly IConstruct[];
}

/** Makes an account the organization's GuardDuty administrator in one region. Undoing it loses every member. */
export class DelegatedAdministrator extends Construct {
  constructor(scope: Construct, id: string, props: DelegatedAdministratorProps) {
    super(scope, id);
    const { placement, administratorAccountId, dependsOn } = props;
    new GuarddutyOrganizationAdminAccount(this, "Resource", {
      ...placement,
      adminAccountId: administratorAccountId,
      dependsOn: resourcesOf(dependsOn),
      lifecycle: { preventDestroy: true },
    });
  }
}
