import { GetMembersCommand, GuardDutyClient, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import { DescribeAccountCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { makeClient } from "../../../aws-clients/make-client";
import type { ClientSettings } from "../../../aws-clients/sign-in";

/** An account that did not become a member, and what can be seen of the cause. */
export interface RefusedMember {
  readonly id: string;
  readonly isMemberByNow: boolean;
  readonly seen: string;
}

/** Accounts that did not become members, and the clients of the two accounts that may see why. */
export interface RefusedMembersProps {
  /** The settings for those clients. */
  readonly administrator: ClientSettings;
  readonly management: ClientSettings;
  readonly managementAccountId: string;
  /** At most 50. */
  readonly ids: readonly string[];
}

/**
 * Reads what can be seen of accounts that did not become members, and of the administrator's detector. It only reads:
 * GuardDuty gives its reason only in the answer to CreateMembers, which enrols accounts, and resets the overrides of an
 * account that has become a member in the meantime.
 */
export async function refusedMembers(
  props: RefusedMembersProps,
): Promise<{ detectorId: string; members: RefusedMember[] }> {
  const guardDuty = makeClient(GuardDutyClient, props.administrator, { maxAttempts: 5 });
  const management = makeClient(GuardDutyClient, props.management, { maxAttempts: 5 });
  const organizations = makeClient(OrganizationsClient, props.management, { maxAttempts: 5 });
  try {
    const detectorId = (await firstDetector(guardDuty)) ?? "";
    const command = new GetMembersCommand({ DetectorId: detectorId, AccountIds: [...props.ids] });
    const { Members: found = [] } = await guardDuty.send(command);
    const members: RefusedMember[] = [];
    for (const id of props.ids) {
      const status = found.find(({ AccountId }) => AccountId === id)?.RelationshipStatus;
      const without = () =>
        id === props.managementAccountId ? seenOfManagement(management) : seenOf(organizations, id);
      const seen = status ? `a member by now, ${status}` : await without();
      members.push({ id, isMemberByNow: status !== undefined, seen });
    }
    return { detectorId, members };
  } finally {
    for (const client of [guardDuty, management, organizations]) client.destroy();
  }
}

async function firstDetector(client: GuardDutyClient): Promise<string | undefined> {
  return (await client.send(new ListDetectorsCommand({}))).DetectorIds?.[0];
}

async function seenOfManagement(client: GuardDutyClient): Promise<string> {
  try {
    return (await firstDetector(client)) === undefined
      ? "the management account has no detector in this region, and needs one before it can be a member"
      : "the management account, with a detector in this region";
  } catch (error) {
    return `the management account; its detectors cannot be listed: ${String(error)}`;
  }
}

async function seenOf(client: OrganizationsClient, AccountId: string): Promise<string> {
  try {
    const { Account: account } = await client.send(new DescribeAccountCommand({ AccountId }));
    return `${account?.State ?? account?.Status ?? "unknown"} in Organizations`;
  } catch (error) {
    if (error instanceof Error && error.name === "AccountNotFoundException")
      return "not an account of the organization";
    return `Organizations does not tell its state: ${String(error)}`;
  }
}
