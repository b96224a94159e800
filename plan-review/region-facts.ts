import type { OrganizationConfig } from "../config/config";
import { resourcesIn } from "./rule";
import type { PlannedResource, StackPlan } from "./plan-model";

/** What a region's plan says about who administers GuardDuty there and who is enrolled. */
export interface RegionFacts {
  readonly administratorDetector: PlannedResource | undefined;
  readonly managementDetector: PlannedResource | undefined;
  readonly delegation: PlannedResource | undefined;
  readonly organizationConfiguration: PlannedResource | undefined;
  /** Addresses of members that are there after apply, by account id. */
  readonly enrolled: ReadonlyMap<string, string>;
}

/** Reads one region's plan. Accounts are told by the provider configuration, which an offline plan names as well. */
export function regionFacts(plan: StackPlan): RegionFacts {
  const detectors = resourcesIn(plan, "aws_guardduty_detector").filter(({ after }) => after?.enable === true);
  return {
    administratorDetector: detectors.find(({ provider }) => provider === "aws.administrator"),
    managementDetector: detectors.find(({ provider }) => provider === "aws.management"),
    delegation: resourcesIn(plan, "aws_guardduty_organization_admin_account")[0],
    organizationConfiguration: resourcesIn(plan, "aws_guardduty_organization_configuration")[0],
    enrolled: new Map(
      plan.members
        .filter(({ action }) => action !== "delete" && action !== "forget")
        .map(({ accountId, address }) => [accountId, address]),
    ),
  };
}

/** Why nobody in a region is covered, whatever else its plan holds; undefined where all is there. */
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
    : `delegated to ${String(delegated ?? "an account not known yet")} instead of ${organization.administratorAccountId}`;
}
