import type { OrganizationConfig } from "../../../config/config";
import { resourcesIn, type RegionView } from "../region-view";
import type { PlannedResource } from "../../read/plan-model";
import { valueText } from "../value-text";

/** What a region's plan says about which account administers GuardDuty there and which accounts are enrolled. */
export interface RegionFacts {
  readonly administratorDetector: PlannedResource | undefined;
  readonly managementDetector: PlannedResource | undefined;
  readonly delegation: PlannedResource | undefined;
  readonly organizationConfiguration: PlannedResource | undefined;
  /** Addresses of the members that exist after apply, by account id. */
  readonly enrolled: ReadonlyMap<string, string>;
  /**
   * The same for members that the plan enrols in another account than the administrator's, so no one administers
   * them.
   */
  readonly enrolledElsewhere: ReadonlyMap<string, string>;
}

/** Provider configurations that show which accounts are used; an offline plan names them as well. */
export const ADMINISTRATOR = "aws.administrator";
const MANAGEMENT = "aws.management";

/**
 * Reads one region's plan. The management account must delegate, and the administrator must configure the
 * organization and enrol members: in another account the same resource has no effect, or sets up an organization of
 * its own.
 */
export function regionFacts(view: RegionView): RegionFacts {
  const detectors = resourcesIn(view, "aws_guardduty_detector").filter(({ after }) => after?.enable === true);
  const staying = view.members.filter(({ action }) => action !== "delete" && action !== "forget");
  const byAccount = (isOwn: boolean) =>
    new Map(
      staying
        .filter(({ provider }) => (provider === ADMINISTRATOR) === isOwn)
        .map(({ accountId, address }) => [accountId, address]),
    );
  return {
    administratorDetector: detectors.find(({ provider }) => provider === ADMINISTRATOR),
    managementDetector: detectors.find(({ provider }) => provider === MANAGEMENT),
    delegation: resourcesIn(view, "aws_guardduty_organization_admin_account").find(
      ({ provider }) => provider === MANAGEMENT,
    ),
    organizationConfiguration: resourcesIn(view, "aws_guardduty_organization_configuration").find(
      ({ provider }) => provider === ADMINISTRATOR,
    ),
    enrolled: byAccount(true),
    enrolledElsewhere: byAccount(false),
  };
}

/**
 * Why no account in a region is covered, whatever else the region's plan contains; undefined if nothing is missing.
 */
export function whatAdministrationLacks(
  facts: RegionFacts,
  organization: OrganizationConfig,
): string | undefined {
  const { administratorDetector, delegation } = facts;
  if (!administratorDetector) return "the administrator has no detector that is on here";
  const delegated = delegation?.after?.admin_account_id;
  if (!delegation) return "nobody is delegated to administer here";
  return delegated === organization.administratorAccountId
    ? undefined
    : `delegated to ${valueText(delegated, "an account not known yet")} instead of ${organization.administratorAccountId}`;
}
