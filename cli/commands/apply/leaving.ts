import { stringOf } from "../../../plans-folder/json-value";
import { leavingAccounts, leavingText, takesAllBack, type LeavingAccount } from "../../../intent/leaving";
import type { Project } from "../../../organization/load-project";
import type { Manifest, StackPlan } from "../../../plans-folder/manifest";
import { isDeleted, plannedChanges } from "../../../plans-folder/planned-changes";

/** A manifest and the folder of its plans. */
export interface PlannedFolder {
  readonly manifest: Manifest;
  readonly plansFolder: string;
}

/** Which accounts leave GuardDuty when these plans are applied, as text for a person: one line, or none. */
export function leavingLines(project: Project, { manifest, plansFolder }: PlannedFolder): string[] {
  const stacks = manifest.stacks.filter(
    ({ kind, changes, destroys }) => kind === "region" && changes + destroys > 0,
  );
  const text = leavingText(stacks.flatMap((stack) => leavingFrom(project, plansFolder, stack)));
  return text === undefined ? [] : [text];
}

/** Accounts that leave GuardDuty in one region, according to the plan file itself. */
export function leavingFrom(
  { config, snapshots }: Project,
  plansFolder: string,
  stack: StackPlan,
): LeavingAccount[] {
  const organization = config.organizations[stack.partition];
  const snapshot = snapshots[stack.partition];
  if (!organization || !snapshot) return [];
  const changes = plannedChanges(plansFolder, stack);
  const deleted = changes
    .filter((change) => change.type === "aws_guardduty_member" && isDeleted(change))
    .map(({ before }) => stringOf(before?.account_id));
  const endsAll = changes.some(
    ({ type, before, after }) =>
      type === "aws_guardduty_organization_configuration" &&
      takesAllBack(before?.auto_enable_organization_members, after?.auto_enable_organization_members),
  );
  return leavingAccounts(organization, snapshot, { deleted, endsAll });
}
