import type { StackEntry } from "../../../config/stack-list";
import { destroyStack, rehearseDestroy } from "../../../terraform/apply/destroy-stack";
import { OperatorError } from "../../../config/problems/operator-error";
import { stackRun, type Workspace } from "../../../terraform/engine/workspace";
import type { Journal } from "../../../off-boarding/journal";
import type { MembersChoice } from "../../../off-boarding/members-left";
import {
  afterTerraform,
  beforeTerraform,
  deleteMemberDetector,
  managedDetectors,
  type ManagedDetector,
  type OffBoardRegionProps,
} from "../../../off-boarding/off-board-region";
import { signIn } from "../../../aws-clients/sign-in";

/** What destroying one region needs. The journal remembers what is done, so that a later run can continue. */
export interface DestroyRegionProps {
  readonly workspace: Workspace;
  readonly members: MembersChoice;
  /** A role in the members that may delete their detectors. @default none: the detectors stay, on or suspended */
  readonly memberRole?: string;
  readonly journal: Journal;
  readonly onStep: (stack: string, text: string) => void;
}

/**
 * Off-boards a region's members and destroys its stack. First it makes sure that Terraform will be able to destroy it;
 * afterwards it checks in AWS that GuardDuty is gone.
 * @throws if any detector but a member's own is left
 */
export async function destroyRegion(props: DestroyRegionProps, entry: StackEntry): Promise<void> {
  const { workspace, members, journal } = props;
  const { region } = entry;
  const off = offBoarding(workspace, entry, (text) => props.onStep(entry.name, text));
  const run = stackRun(workspace, entry, "apply");
  off.onStep("checking that Terraform can destroy the stack; nothing is changed yet");
  await rehearseDestroy(run);
  const recorded = journal.members[region] ?? [];
  await beforeTerraform({ ...off, members, recorded, onMembers: (left) => journal.addMembers(region, left) });
  off.onStep("terraform destroys");
  await destroyStack(run);
  await afterTerraform(off);
  const left = await managedDetectors(off);
  if (left.length > 0)
    throw new OperatorError(
      `Terraform has destroyed the stack, but AWS still has ${left.map(detectorText).join(" and ")}`,
      "find out who turned GuardDuty on again, then delete the detector or take the region out of the config",
    );
  if (await deleteInMembers(props, off)) journal.finish(region);
}

/** What off-boarding a region needs: its organization, the sign-in with the apply roles, and where to report steps. */
export function offBoarding(
  { config, mode, signal }: Workspace,
  { partition, region }: StackEntry,
  onStep: (text: string) => void,
): OffBoardRegionProps {
  const organization = config.organizations[partition]!;
  const endpoint = mode.kind === "local" ? { endpoint: mode.endpoint } : {};
  const enter = signIn({ organization, purpose: "apply", ...endpoint });
  return { region, organization, enter, onStep, ...(signal ? { signal } : {}) };
}

/** Names a detector by its account's role, account and id: enough to find it in AWS. */
export function detectorText({ role, account, id }: ManagedDetector): string {
  return `detector ${id} of the ${role} account ${account}`;
}

/** Deletes GuardDuty in the members. If one member refuses the role, the others go on. Returns whether all are done. */
async function deleteInMembers(
  { journal, memberRole, workspace }: DestroyRegionProps,
  off: OffBoardRegionProps,
): Promise<boolean> {
  if (memberRole === undefined) return true;
  let allDeleted = true;
  for (const { refusal: _, ...member } of journal.members[off.region] ?? []) {
    if (member.detector === "deleted") continue;
    off.onStep(`deleting GuardDuty in ${member.account}`);
    try {
      await deleteMemberDetector(off, member.account, memberRole);
      journal.addMembers(off.region, [{ ...member, detector: "deleted" }]);
    } catch (error) {
      if (workspace.signal?.aborted) throw error;
      allDeleted = false;
      const refusal = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      journal.addMembers(off.region, [{ ...member, refusal }]);
    }
  }
  return allDeleted;
}
