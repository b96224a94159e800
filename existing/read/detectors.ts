import {
  DescribeOrganizationConfigurationCommand,
  GetDetectorCommand,
  ListOrganizationAdminAccountsCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import type { Calls } from "../../aws-clients/calls";
import { findDetectorId } from "../../aws-clients/find-detector";
import { tagMapOf } from "../../aws-clients/tags";
import { byKey } from "../by-key";
import type { ExistingDetector, ExistingOrganization } from "../existing-region";
import { featureStates } from "./feature-states";

/** The account that GuardDuty is delegated to in the region. Only the management account may ask. */
export async function readDelegation(management: GuardDutyClient, calls: Calls): Promise<string | undefined> {
  const { AdminAccounts: all = [] } = await calls.make((options) =>
    management.send(new ListOrganizationAdminAccountsCommand({}), options),
  );
  return all.find(({ AdminStatus }) => AdminStatus === "ENABLED")?.AdminAccountId;
}

/** The client's own detector: one call if there is none, two if there is one. */
export async function readDetector(
  client: GuardDutyClient,
  calls: Calls,
): Promise<ExistingDetector | undefined> {
  const id = await findDetectorId(client, calls);
  return id === undefined ? undefined : readDetectorById(client, calls, id);
}

/** One call. @throws BadRequestException if the client's account has no such detector */
export async function readDetectorById(
  client: GuardDutyClient,
  calls: Calls,
  id: string,
): Promise<ExistingDetector> {
  const detector = await calls.make((options) =>
    client.send(new GetDetectorCommand({ DetectorId: id }), options),
  );
  return {
    id,
    enabled: detector.Status === "ENABLED",
    findingPublishingFrequency: detector.FindingPublishingFrequency ?? "SIX_HOURS",
    features: featureStates(detector.Features),
    tags: byKey(tagMapOf(detector.Tags)),
  };
}

/** What the organization's accounts get automatically. Only the administrator may ask. */
export async function readOrganization(
  administrator: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<ExistingOrganization> {
  const command = new DescribeOrganizationConfigurationCommand({ DetectorId });
  const { AutoEnable, AutoEnableOrganizationMembers, Features } = await calls.make((options) =>
    administrator.send(command, options),
  );
  // AutoEnable is the older field for this, and has only on and off.
  const newAccounts = AutoEnableOrganizationMembers ?? (AutoEnable ? "NEW" : "NONE");
  return { newAccounts, features: featureStates(Features) };
}
