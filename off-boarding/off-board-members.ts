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
import { idOf, isAssociated, isEnabled } from "./member-status";
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
  /**
   * What an earlier run recorded about the region. That run may have been killed before it saw which members had left.
   * @default nothing
   */
  readonly recorded?: readonly MemberLeft[];
  /** Called with the members before any of them is removed, and again with those that were removed. */
  readonly onMembers: (left: readonly MemberLeft[]) => void;
}

/**
 * Removes a region's members from the organization's GuardDuty, in the only order that AWS accepts: new accounts from
 * ALL to NONE, suspend if chosen, disassociate, delete. Terraform's provider does none of this. Each step looks at what
 * AWS has, so a run that was killed can simply be started again.
 */
export async function offBoardMembers(props: OffBoardProps): Promise<void> {
  const { administrator: client, calls, organization, recorded = [] } = props;
  const isAdministered = (await delegatedAdministrator(props)) === organization.administratorAccountId;
  const DetectorId = isAdministered ? await findDetectorId(client, calls) : undefined;
  const members = DetectorId === undefined ? [] : await listMembers(client, calls, DetectorId);
  const uncertain = recorded.filter(({ isMember }) => isMember);
  if (uncertain.length > 0) props.onMembers(goneOf(uncertain, members));
  if (DetectorId === undefined) return;
  await stopEnrolling(props, DetectorId);
  if (members.length === 0) return;
  const leaving = await leavingMembers(props, DetectorId, members.filter(isAssociated));
  props.onMembers(leaving.map((member) => ({ ...member, isMember: true })));
  const report = async () => props.onMembers(goneOf(leaving, await listMembers(client, calls, DetectorId)));
  try {
    await letGo(props, DetectorId, members);
  } catch (error) {
    // What remains is read from AWS. If that fails too, the first error is the one that matters.
    await report().catch(() => undefined);
    throw error;
  }
  await report();
}

/** Suspends, disassociates and deletes, each for those that still need it. */
async function letGo(props: OffBoardProps, DetectorId: string, members: readonly Member[]): Promise<void> {
  const { administrator: client, calls, region, onStep = () => undefined } = props;
  const associated = members.filter(isAssociated).map(idOf);
  const leftBefore = members.length - associated.length;
  if (leftBefore > 0) onStep(`${leftBefore} members have left before: GuardDuty stays there as it is`);
  const each = { DetectorId };
  if (props.members === "suspend") {
    const on = members.filter(isEnabled).map(idOf);
    onStep(`suspending GuardDuty in ${on.length} members`);
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

/** Those that the administrator no longer has as members. */
function goneOf(leaving: readonly MemberLeft[], members: readonly Member[]): MemberLeft[] {
  const associated = new Set(members.filter(isAssociated).map(idOf));
  return leaving
    .filter(({ account }) => !associated.has(account))
    .map(({ isMember: _, ...member }) => member);
}

/** The management account's detector is left out: Terraform deletes it, so it is not left on. */
async function leavingMembers(
  { administrator, calls, organization, members: choice }: OffBoardProps,
  DetectorId: string,
  associated: readonly Member[],
): Promise<MemberLeft[]> {
  const left = associated.filter((member) => idOf(member) !== organization.managementAccountId);
  const dollars = await lastMonthDollars(administrator, calls, DetectorId, left.map(idOf));
  return left.map((member) => {
    const account = idOf(member);
    const lastMonth = dollars.get(account);
    const isOn = choice === "keep" && isEnabled(member);
    return {
      account,
      detector: isOn ? "on" : "suspended",
      ...(lastMonth === undefined ? {} : { lastMonthDollars: lastMonth }),
    };
  });
}
