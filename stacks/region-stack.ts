import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { DelegatedAdministrator } from "../modules/delegated-administrator/delegated-administrator";
import { Detector } from "../modules/detector/detector";
import { DetectorProtectionPlans } from "../modules/detector/detector-protection-plans";
import { Members } from "../modules/members/members";
import { OrganizationConfiguration } from "../modules/organization-configuration/organization-configuration";
import { coverageOf } from "../intent/coverage";
import { existingResources } from "../intent/existing-resources";
import { accountProvider } from "./account-provider";
import { forwardFindings } from "./forwarding-region";
import { stayingMembers } from "../intent/staying-members";
import { plansNotOfferedIn, plansIn } from "../intent/plans";
import type { StackContext } from "./stack-context";
import { SeparateStack } from "./separate-stack";
import { applyTerraformSettings } from "./terraform-settings";

/** GuardDuty in one region: detectors, delegation, organization configuration, plans, members, and the findings path. */
export class RegionStack extends SeparateStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context.entry.name);
    const { config, organization, snapshot } = context;
    const { region } = context.entry;
    applyTerraformSettings(this, { ...context, name: config.name, state: organization.state });

    const inAccount = { organization, region, tags: config.tags };
    const management = { provider: accountProvider(this, { ...inAccount, role: "management" }) };
    const administrator = { provider: accountProvider(this, { ...inAccount, role: "administrator" }) };

    const { findingPublishingFrequency } = config.detection;
    const plans = plansIn(region, config.detection);
    const existing = existingResources(organization, snapshot, region);
    const detector = new Detector(this, "administrator-detector", {
      placement: administrator,
      findingPublishingFrequency,
      ...given(existing.administratorDetector),
    });
    const { detectorId } = detector;
    const detectorPlans = new DetectorProtectionPlans(this, "administrator-plans", {
      placement: administrator,
      detectorId,
      plans,
    });
    const managementDetector = new Detector(this, "management-detector", {
      placement: management,
      findingPublishingFrequency,
      isMember: true,
      ...given(existing.managementDetector),
    });
    const delegation = new DelegatedAdministrator(this, "delegation", {
      placement: management,
      administratorAccountId: organization.administratorAccountId,
      dependsOn: [detector, detectorPlans, managementDetector],
      ...given(existing.delegation),
    });
    const organizationConfiguration = new OrganizationConfiguration(this, "organization", {
      placement: administrator,
      detectorId,
      newAccounts: organization.enrolment.newAccounts,
      plans,
      dependsOn: [delegation],
      ...given(existing.organizationConfiguration),
    });
    new Members(this, "members", {
      placement: administrator,
      detectorId,
      accounts: coverageOf(organization, snapshot)
        .filter(({ coverage }) => coverage === "enrolled")
        .map(({ account }) => account),
      dependsOn: [organizationConfiguration],
      existing: existing.members,
      staying: stayingMembers(organization, snapshot),
      keepsAll: organization.enrolment.newAccounts === "ALL",
    });

    forwardFindings(this, context, administrator);

    new TerraformOutput(this, "protection_plans_not_offered", {
      value: plansNotOfferedIn(region),
      description: `Protection plans that GuardDuty does not have in ${region}`,
    });
  }
}

function given(existingId: string | undefined): { readonly existingId?: string } {
  return existingId === undefined ? {} : { existingId };
}
