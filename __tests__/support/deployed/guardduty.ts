import {
  CreateDetectorCommand,
  CreateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
  UpdateOrganizationConfigurationCommand,
  type DetectorFeatureConfiguration,
  type OrganizationFeatureConfiguration,
} from "@aws-sdk/client-guardduty";
import { FEATURES, isOffered, RUNTIME_AGENT_NAMES } from "../../../aws/features";
import { coverageOf } from "../../../intent/coverage";
import type { Snapshot } from "../../../organization/snapshot";
import { batches } from "../../../aws-clients/batches";
import { acting, type Place } from "./place";

/**
 * Puts GuardDuty into a region as the stacks do, in the same order, but by SDK calls: detectors, delegation, the
 * organization's configuration, members. Every plan of the example is NEW.
 * @returns the administrator's detector id
 */
export async function deployGuardDuty(place: Place, snapshot: Snapshot): Promise<string> {
  const { organization, config } = place;
  const { managementAccountId, administratorAccountId } = organization;
  const administrator = new GuardDutyClient(acting(place));
  const management = new GuardDutyClient(acting(place, managementAccountId));
  const plans = FEATURES.filter((feature) => isOffered(feature, place.region));
  const detector = {
    Enable: true,
    FindingPublishingFrequency: config.detection.findingPublishingFrequency,
    Tags: { ...config.tags },
  } as const;
  const Features = plans.map((Name) => detectorFeature(Name));
  const { DetectorId } = await administrator.send(new CreateDetectorCommand({ ...detector, Features }));
  await management.send(new CreateDetectorCommand(detector));
  await management.send(
    new EnableOrganizationAdminAccountCommand({ AdminAccountId: administratorAccountId }),
  );
  await administrator.send(
    new UpdateOrganizationConfigurationCommand({
      DetectorId,
      AutoEnableOrganizationMembers: organization.enrolment.newAccounts,
      Features: plans.map((Name) => organizationFeature(Name)),
    }),
  );
  const enrolled = coverageOf(organization, snapshot).filter(({ coverage }) => coverage === "enrolled");
  const details = enrolled.map(({ account }) => ({ AccountId: account.id, Email: account.email }));
  for (const AccountDetails of batches(details)) {
    await administrator.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
  }
  administrator.destroy();
  management.destroy();
  return DetectorId!;
}

function detectorFeature(Name: string): DetectorFeatureConfiguration {
  const agents = agentsOf(Name).map((agent) => ({ Name: agent, Status: "ENABLED" as const }));
  return {
    Name: Name as DetectorFeatureConfiguration["Name"],
    Status: "ENABLED",
    ...(agents.length > 0 ? { AdditionalConfiguration: agents } : {}),
  };
}

function organizationFeature(Name: string): OrganizationFeatureConfiguration {
  const agents = agentsOf(Name).map((agent) => ({ Name: agent, AutoEnable: "NEW" as const }));
  return {
    Name: Name as OrganizationFeatureConfiguration["Name"],
    AutoEnable: "NEW",
    ...(agents.length > 0 ? { AdditionalConfiguration: agents } : {}),
  };
}

function agentsOf(plan: string) {
  return plan === "RUNTIME_MONITORING" ? RUNTIME_AGENT_NAMES : [];
}
