import {
  CreateDetectorCommand,
  CreateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
  UpdateOrganizationConfigurationCommand,
  type DetectorFeatureConfiguration,
  type OrganizationFeatureConfiguration,
} from "@aws-sdk/client-guardduty";
import { coverageOf } from "../../../intent/coverage";
import type { Snapshot } from "../../../organization/snapshot";
import { batches } from "../../../aws-clients/batches";
import { expectedIn } from "../../../verification/expect/region-expectation";
import { acting, type Place } from "./place";

/**
 * Puts GuardDuty into a region as the stacks do, in the same order, but by SDK calls: detectors, delegation, the
 * organization's configuration, members, with the plans that the stacks declare.
 * @returns the administrator's detector id
 */
export async function deployGuardDuty(place: Place, snapshot: Snapshot): Promise<string> {
  const { organization, config } = place;
  const { managementAccountId, administratorAccountId } = organization;
  const administrator = new GuardDutyClient(acting(place));
  const management = new GuardDutyClient(acting(place, managementAccountId));
  const detector = {
    Enable: true,
    FindingPublishingFrequency: config.detection.findingPublishingFrequency,
    Tags: { ...config.tags },
  } as const;
  const Features = declared(place, "aws_guardduty_detector_feature").map(detectorFeature);
  const { DetectorId } = await administrator.send(new CreateDetectorCommand({ ...detector, Features }));
  await management.send(new CreateDetectorCommand(detector));
  await management.send(
    new EnableOrganizationAdminAccountCommand({ AdminAccountId: administratorAccountId }),
  );
  await administrator.send(
    new UpdateOrganizationConfigurationCommand({
      DetectorId,
      AutoEnableOrganizationMembers: organization.enrolment.newAccounts,
      Features: declared(place, "aws_guardduty_organization_configuration_feature").map(organizationFeature),
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

/** A plan or an agent setting, as a stack declares it. */
interface Declared {
  readonly name: never;
  readonly status?: never;
  readonly auto_enable?: never;
  readonly additional_configuration?: readonly Declared[];
}

function declared({ resources, region, organization }: Place, type: string): Declared[] {
  const { administratorAccountId } = organization;
  return expectedIn(resources, { region, administratorAccountId })
    .filter((one) => one.type === type)
    .map(({ attributes }) => attributes as unknown as Declared);
}

function detectorFeature(plan: Declared): DetectorFeatureConfiguration {
  const agents = plan.additional_configuration?.map(({ name: Name, status: Status }) => ({ Name, Status }));
  return {
    ...{ Name: plan.name, Status: plan.status },
    ...(agents ? { AdditionalConfiguration: agents } : {}),
  };
}

function organizationFeature(plan: Declared): OrganizationFeatureConfiguration {
  const agents = plan.additional_configuration?.map(({ name: Name, auto_enable: AutoEnable }) => ({
    Name,
    AutoEnable,
  }));
  return {
    ...{ Name: plan.name, AutoEnable: plan.auto_enable },
    ...(agents ? { AdditionalConfiguration: agents } : {}),
  };
}
