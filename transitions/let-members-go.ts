import {
  DescribeOrganizationConfigurationCommand,
  DisassociateMembersCommand,
  GuardDutyClient,
  UpdateOrganizationConfigurationCommand,
} from "@aws-sdk/client-guardduty";
import { makeClient } from "../aws-clients/make-client";
import type { Calls } from "../aws-clients/calls";
import { findDetectorId } from "../aws-clients/find-detector";
import { listMembers } from "../aws-clients/list-members";
import type { SignIn } from "../aws-clients/sign-in";
import type { OrganizationConfig } from "../config/config";
import { OperatorError } from "../config/problems/operator-error";
import type { LeavingAccount } from "../intent/leaving";
import { idOf, isAssociated, isEnabled } from "../off-boarding/member-status";
import type { MemberLeft } from "../off-boarding/members-left";
import { processAll, UnprocessedError } from "../off-boarding/unprocessed";
import { lastMonthDollars } from "../off-boarding/usage";

/** The members of a region that a reviewed plan deletes. */
export interface LetMembersGoProps {
  readonly region: string;
  readonly organization: OrganizationConfig;
  /** Signs in with the roles that apply uses. */
  readonly enter: SignIn;
  readonly calls: Calls;
  readonly leaving: readonly LeavingAccount[];
  readonly onStep: (text: string) => void;
  /** Called with all the members before any of them has left, and again with those that have left. */
  readonly onMembers: (left: readonly MemberLeft[]) => void;
}

/**
 * Disassociates the members that Terraform is about to delete. Terraform's provider sends only DeleteMembers, which
 * AWS silently leaves unprocessed for a member that is still associated. This looks at what exists, so a run that was
 * killed can simply be repeated.
 * @throws OperatorError under newAccounts ALL, before Terraform begins
 * @throws UnprocessedError if AWS keeps an account that is active; an account that is suspended or gone is only
 * reported
 */
export async function letMembersGo(props: LetMembersGoProps): Promise<void> {
  const { region, organization, calls, leaving, onStep, onMembers } = props;
  if (leaving.length === 0) return;
  if (organization.enrolment.newAccounts === "ALL") throw keptByAll(region, leaving);
  const client = makeClient(GuardDutyClient, props.enter("administrator", region));
  try {
    const DetectorId = await findDetectorId(client, calls);
    if (DetectorId === undefined) return;
    const ids = new Set(leaving.map(({ account }) => account));
    const members = (await listMembers(client, calls, DetectorId)).filter(
      (member) => ids.has(idOf(member)) && isAssociated(member),
    );
    if (members.length === 0) return;
    await endAll(props, client, DetectorId);
    const dollars = await lastMonthDollars(client, calls, DetectorId, members.map(idOf));
    const left = members.map((member): MemberLeft => {
      const lastMonth = dollars.get(idOf(member));
      const cost = lastMonth === undefined ? {} : { lastMonthDollars: lastMonth };
      return { account: idOf(member), detector: isEnabled(member) ? "on" : "suspended", ...cost };
    });
    onMembers(left.map((member) => ({ ...member, isMember: true })));
    onStep(`disassociating ${left.map(({ account }) => account).join(", ")}`);
    await disassociate(props, client, DetectorId, new Set(members.map(idOf)));
    const still = new Set((await listMembers(client, calls, DetectorId)).filter(isAssociated).map(idOf));
    onMembers(left.filter(({ account }) => !still.has(account)));
  } finally {
    client.destroy();
  }
}

/** Accounts that the snapshot has are forgotten under ALL. Those that it does not have can only be deleted. */
function keptByAll(region: string, leaving: readonly LeavingAccount[]): OperatorError {
  const ids = leaving.map(({ account }) => account).join(", ");
  return new OperatorError(
    `${region}: the plan deletes members (${ids}), and under newAccounts ALL AWS lets none go`,
    "newAccounts: NEW with mode: explicit, plan and apply; then newAccounts: ALL again",
  );
}

/**
 * Excluded accounts come first, because AWS must let them go. Errors for the other accounts stop nothing, because
 * those accounts may be closed.
 */
async function disassociate(
  { region, calls, leaving, onStep }: LetMembersGoProps,
  client: GuardDutyClient,
  DetectorId: string,
  associated: ReadonlySet<string>,
): Promise<void> {
  const present = leaving.filter(({ account }) => associated.has(account));
  const excluded = present.filter(({ reason }) => reason === "excluded");
  const others = present.filter(({ reason }) => reason !== "excluded");
  const each = (accounts: readonly LeavingAccount[]) =>
    processAll(
      "DisassociateMembers",
      region,
      accounts.map(({ account }) => account),
      (AccountIds) =>
        calls.make((options) =>
          client.send(new DisassociateMembersCommand({ DetectorId, AccountIds }), options),
        ),
    );
  await each(excluded);
  await each(others).catch((error: unknown) => {
    if (!(error instanceof UnprocessedError)) throw error;
    onStep(error.message);
  });
}

/**
 * Under ALL, no member may leave. A plan that excludes an account also takes ALL back, but only in the same run of
 * Terraform.
 */
async function endAll(
  { calls, organization, onStep }: LetMembersGoProps,
  client: GuardDutyClient,
  DetectorId: string,
): Promise<void> {
  const describe = new DescribeOrganizationConfigurationCommand({ DetectorId });
  const { AutoEnableOrganizationMembers: live } = await calls.make((options) =>
    client.send(describe, options),
  );
  if (live !== "ALL") return;
  const { newAccounts } = organization.enrolment;
  onStep(`new accounts: ALL to ${newAccounts}, as planned`);
  const update = new UpdateOrganizationConfigurationCommand({
    DetectorId,
    AutoEnableOrganizationMembers: newAccounts,
  });
  await calls.make((options) => client.send(update, options));
}
