import { stringOf } from "../../../plans-folder/json-value";
import { leavingAccounts, leavingText, type LeavingAccount } from "../../../intent/leaving";
import type { Project } from "../../../organization/load-project";
import type { Manifest, StackPlan } from "../../../plans-folder/manifest";
import { isDeleted, plannedChanges } from "../../../plans-folder/planned-changes";

/** Plans in their folder. */
export interface PlannedFolder {
  readonly manifest: Manifest;
  readonly plansFolder: string;
}

/** Who leaves GuardDuty when these plans are applied, for a person to read: one line, or none. */
export function leavingLines(project: Project, { manifest, plansFolder }: PlannedFolder): string[] {
  const stacks = manifest.stacks.filter(({ kind, destroys }) => kind === "region" && destroys > 0);
  const text = leavingText(stacks.flatMap((stack) => leavingFrom(project, plansFolder, stack)));
  return text === undefined ? [] : [text];
}

/** Accounts that leave GuardDuty in one region, by the plan's own bytes. */
export function leavingFrom(
  { config, snapshots }: Project,
  plansFolder: string,
  stack: StackPlan,
): LeavingAccount[] {
  const organization = config.organizations[stack.partition];
  const snapshot = snapshots[stack.partition];
  if (!organization || !snapshot) return [];
  const deleted = plannedChanges(plansFolder, stack)
    .filter((change) => change.type === "aws_guardduty_member" && isDeleted(change))
    .map(({ before }) => stringOf(before?.account_id));
  return leavingAccounts(organization, snapshot, deleted);
}
