import {
  CreateDetectorCommand,
  CreateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  UpdateOrganizationConfigurationCommand,
  type AutoEnableMembers,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import { ADMINISTRATOR, MANAGEMENT, type GuardDutyServer } from "./guardduty-server";

/** Creates an account's detector. @returns its id */
export async function turnOn(client: GuardDutyClient): Promise<string> {
  return (await client.send(new CreateDetectorCommand({ Enable: true }))).DetectorId ?? "";
}

/** An organization with a delegated administrator in a region. */
export async function delegate(server: GuardDutyServer, region?: string) {
  const management = server.client(MANAGEMENT, region);
  const administrator = server.client(ADMINISTRATOR, region);
  const detectorId = await turnOn(administrator);
  await management.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: ADMINISTRATOR }));
  return { management, administrator, detectorId };
}

/** Adds accounts as members. @returns those that GuardDuty did not process */
export async function addMembers(
  administrator: GuardDutyClient,
  detectorId: string,
  accountIds: readonly string[],
) {
  const details = accountIds.map((AccountId) => ({ AccountId, Email: `${AccountId}@example.com` }));
  const command = new CreateMembersCommand({ DetectorId: detectorId, AccountDetails: details });
  return (await administrator.send(command)).UnprocessedAccounts ?? [];
}

export async function setMode(administrator: GuardDutyClient, detectorId: string, mode: AutoEnableMembers) {
  const command = { DetectorId: detectorId, AutoEnableOrganizationMembers: mode };
  await administrator.send(new UpdateOrganizationConfigurationCommand(command));
}

/** What a command is refused with. */
export async function refusal(answer: Promise<unknown>): Promise<{ name: string; message: string }> {
  const error = await answer.then(
    () => new Error("was not refused"),
    (reason: Error) => reason,
  );
  return { name: error.name, message: error.message };
}

export const badRequest = (message: string) => ({ name: "BadRequestException", message });
