import {
  DeleteDetectorCommand,
  DisableOrganizationAdminAccountCommand,
  GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import { makeClient } from "../aws-clients/make-client";
import type { OrganizationConfig } from "../config/config";
import { Calls } from "../aws-clients/calls";
import { findDetectorId } from "../aws-clients/find-detector";
import { memberSettings, type SignIn, type WorkAccount } from "../aws-clients/sign-in";
import type { MemberLeft, MembersChoice } from "./members-left";
import { delegatedAdministrator, offBoardMembers } from "./off-board-members";

/** One region of an organization, and the sign-in to its accounts. */
export interface OffBoardRegionProps {
  readonly region: string;
  readonly organization: OrganizationConfig;
  /** The sign-in, with the apply roles. */
  readonly enter: SignIn;
  /** Ends the work with an AbortError, also between two calls. @default nothing ends it early */
  readonly signal?: AbortSignal;
  readonly onStep: (text: string) => void;
}

/** Does everything that must happen before Terraform may destroy a region's stack. */
export async function beforeTerraform(
  props: OffBoardRegionProps & {
    readonly members: MembersChoice;
    /** What an earlier run recorded of the region. */
    readonly recorded: readonly MemberLeft[];
    readonly onMembers: (left: readonly MemberLeft[]) => void;
  },
): Promise<void> {
  await withClients(props, (clients) => offBoardMembers({ ...props, ...clients }));
}

/** A detector in an account that Terraform works in. */
export interface ManagedDetector {
  readonly role: WorkAccount;
  readonly account: string;
  readonly id: string;
}

/** The detectors in a region's administrator and management accounts. */
export async function managedDetectors(props: OffBoardRegionProps): Promise<ManagedDetector[]> {
  const { administratorAccountId, managementAccountId } = props.organization;
  return withClients(props, async ({ administrator, management, calls }) => {
    const ids = await Promise.all([findDetectorId(administrator, calls), findDetectorId(management, calls)]);
    return [
      { role: "administrator" as const, account: administratorAccountId, id: ids[0] ?? "" },
      { role: "management" as const, account: managementAccountId, id: ids[1] ?? "" },
    ].filter(({ id }) => id !== "");
  });
}

/** Revokes a delegation that Terraform left because its state did not know it. */
export async function afterTerraform(props: OffBoardRegionProps): Promise<void> {
  const { organization, onStep } = props;
  await withClients(props, async ({ management, calls }) => {
    if ((await delegatedAdministrator({ management, calls })) !== organization.administratorAccountId) return;
    onStep("taking the delegation back");
    const AdminAccountId = organization.administratorAccountId;
    const command = new DisableOrganizationAdminAccountCommand({ AdminAccountId });
    await calls.make((options) => management.send(command, options));
  });
}

/** Deletes GuardDuty in a former member, through a role in that account. Its findings are lost. */
export async function deleteMemberDetector(
  props: OffBoardRegionProps,
  account: string,
  roleName: string,
): Promise<void> {
  const client = makeClient(GuardDutyClient, memberSettings({ ...props, account, roleName }));
  const calls = callsOf(props);
  try {
    const DetectorId = await findDetectorId(client, calls);
    if (DetectorId === undefined) return;
    const command = new DeleteDetectorCommand({ DetectorId });
    await calls.make((options) => client.send(command, options));
  } finally {
    client.destroy();
  }
}

/** Paced calls that an interruption ends. */
export function callsOf({ signal }: OffBoardRegionProps): Calls {
  return new Calls(signal ? { signal } : {});
}

async function withClients<Result>(
  props: OffBoardRegionProps,
  work: (clients: {
    management: GuardDutyClient;
    administrator: GuardDutyClient;
    calls: Calls;
  }) => Promise<Result>,
): Promise<Result> {
  const { enter, region } = props;
  const management = makeClient(GuardDutyClient, enter("management", region));
  const administrator = makeClient(GuardDutyClient, enter("administrator", region));
  try {
    return await work({ management, administrator, calls: callsOf(props) });
  } finally {
    management.destroy();
    administrator.destroy();
  }
}
