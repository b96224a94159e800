import {
  DeleteDetectorCommand,
  DisableOrganizationAdminAccountCommand,
  GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import type { OrganizationConfig } from "../config/config";
import { Calls } from "../aws-clients/calls";
import { findDetectorId } from "../aws-clients/find-detector";
import { memberSettings, type SignIn, type WorkAccount } from "../aws-clients/sign-in";
import type { MemberLeft, MembersChoice } from "./members-left";
import { delegatedAdministrator, offBoardMembers } from "./off-board-members";

/** One region of an organization, and the way into its accounts. */
export interface OffBoardRegionProps {
  readonly region: string;
  readonly organization: OrganizationConfig;
  /** With apply's roles. */
  readonly enter: SignIn;
  /** Ends it with an AbortError, between two calls too. @default it runs to its end */
  readonly signal?: AbortSignal;
  readonly onStep: (text: string) => void;
}

/** Everything that has to happen before Terraform may destroy a region's stack. */
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

/** A detector of an account that Terraform works in. */
export interface ManagedDetector {
  readonly role: WorkAccount;
  readonly account: string;
  readonly id: string;
}

/** The detectors that a region has in the administrator's and in the management account. */
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

/** What Terraform may have left: a delegation that its state did not know. */
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

/** Deletes GuardDuty in a former member, by a role that it has. Its findings go with it. */
export async function deleteMemberDetector(
  props: OffBoardRegionProps,
  account: string,
  roleName: string,
): Promise<void> {
  const client = new GuardDutyClient(memberSettings({ ...props, account, roleName }));
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
  const management = new GuardDutyClient(enter("management", region));
  const administrator = new GuardDutyClient(enter("administrator", region));
  try {
    return await work({ management, administrator, calls: callsOf(props) });
  } finally {
    management.destroy();
    administrator.destroy();
  }
}
