import {
  DeleteMembersCommand,
  DescribeOrganizationConfigurationCommand,
  DisassociateMembersCommand,
  ListOrganizationAdminAccountsCommand,
  StopMonitoringMembersCommand,
  UpdateOrganizationConfigurationCommand,
  type GuardDutyClient,
  type Member,
} from "@aws-sdk/client-guardduty";
import type { OrganizationConfig } from "../config/config";
import type { Calls } from "../aws-clients/calls";
import { listMembers } from "../aws-clients/list-members";
import { findDetectorId } from "../aws-clients/find-detector";
import type { MemberLeft, MembersChoice } from "./members-left";
import { processAll } from "./unprocessed";
import { lastMonthDollars } from "./usage";

/** One region's members, and the administrator and management accounts that can remove them. */
export interface OffBoardProps {
  readonly region: string;
  readonly organization: OrganizationConfig;
  /** GuardDuty clients of the administrator and of the management account. */
  readonly administrator: GuardDutyClient;
  readonly management: GuardDutyClient;
  readonly members: MembersChoice;
  readonly calls: Calls;
  /** Receives each step before it begins. @default none */
  readonly onStep?: (text: string) => void;
  /** Receives the members before the first one is removed, so that they can be recorded. */
  readonly onMembers: (left: readonly MemberLeft[]) => void;
}

/**
 * Removes a region's members from the organization's GuardDuty, in the only order that AWS accepts: new accounts from
 * ALL to NONE, suspend if chosen, disassociate, delete. Terraform's provider does none of this. Each step looks at what
 * AWS has, so a run that was killed can simply be started again.
 */
export async function offBoardMembers(props: OffBoardProps): Promise<void> {
  const { administrator: client, calls, organization, region, onStep = () => undefined } = props;
  if ((await delegatedAdministrator(props)) !== organization.administratorAccountId) return;
  const DetectorId = await findDetectorId(client, calls);
  if (DetectorId === undefined) return;
  await stopEnrolling(props, DetectorId);
  const members = await listMembers(client, calls, DetectorId);
  if (members.length === 0) return;
  const associated = members.filter(isAssociated).map(idOf);
  await reportMembers(props, DetectorId, members.filter(isAssociated));
  const each = { DetectorId };
  if (props.members === "suspend") {
    onStep(`suspending GuardDuty in ${associated.length} members`);
    const on = members.filter(isEnabled).map(idOf);
    await processAll("StopMonitoringMembers", region, on, (AccountIds) =>
      calls.make((options) =>
        client.send(new StopMonitoringMembersCommand({ ...each, AccountIds }), options),
      ),
    );
  }
  onStep(`disassociating ${associated.length} members`);
  await processAll("DisassociateMembers", region, associated, (AccountIds) =>
    calls.make((options) => client.send(new DisassociateMembersCommand({ ...each, AccountIds }), options)),
  );
  onStep(`deleting ${members.length} members`);
  await processAll("DeleteMembers", region, members.map(idOf), (AccountIds) =>
    calls.make((options) => client.send(new DeleteMembersCommand({ ...each, AccountIds }), options)),
  );
}

/** The account that administers the organization's GuardDuty in a region. Only the management account may ask. */
export async function delegatedAdministrator({
  management,
  calls,
}: Pick<OffBoardProps, "management" | "calls">): Promise<string | undefined> {
  const { AdminAccounts = [] } = await calls.make((options) =>
    management.send(new ListOrganizationAdminAccountsCommand({}), options),
  );
  return AdminAccounts[0]?.AdminAccountId;
}

/** Turns enrolment off: with ALL, or with NEW for accounts that join just now, members would come back. */
async function stopEnrolling({ administrator: client, calls, onStep }: OffBoardProps, DetectorId: string) {
  const describe = new DescribeOrganizationConfigurationCommand({ DetectorId });
  const { AutoEnableOrganizationMembers: mode } = await calls.make((options) =>
    client.send(describe, options),
  );
  if (mode === "NONE") return;
  onStep?.(`new accounts: ${mode} to NONE`);
  const update = new UpdateOrganizationConfigurationCommand({
    DetectorId,
    AutoEnableOrganizationMembers: "NONE",
  });
  await calls.make((options) => client.send(update, options));
}

/** Reports the members that stay on. The management account is not among them: Terraform deletes its detector. */
async function reportMembers(
  { administrator, calls, organization, members: choice, onMembers }: OffBoardProps,
  DetectorId: string,
  associated: readonly Member[],
): Promise<void> {
  const left = associated.filter((member) => idOf(member) !== organization.managementAccountId);
  const dollars = await lastMonthDollars(administrator, calls, DetectorId, left.map(idOf));
  onMembers(
    left.map((member) => {
      const account = idOf(member);
      const lastMonth = dollars.get(account);
      const isOn = choice === "keep" && isEnabled(member);
      return {
        account,
        detector: isOn ? "on" : "suspended",
        ...(lastMonth === undefined ? {} : { lastMonthDollars: lastMonth }),
      };
    }),
  );
}

function idOf({ AccountId = "" }: Member): string {
  return AccountId;
}

function isEnabled({ RelationshipStatus = "" }: Member): boolean {
  return RelationshipStatus.toLowerCase() === "enabled";
}

function isAssociated({ RelationshipStatus = "" }: Member): boolean {
  return !["removed", "resigned"].includes(RelationshipStatus.toLowerCase());
}
