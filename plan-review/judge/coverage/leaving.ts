import { leavingAccounts, leavingText, takesAllBack } from "../../../intent/leaving";
import type { Project } from "../../../organization/load-project";
import type { StackPlan } from "../../read/plan-model";

/** Which accounts leave GuardDuty when the plans are applied, in one line; undefined if none does. */
export function leavingIn({ config, snapshots }: Project, stacks: readonly StackPlan[]): string | undefined {
  const leaving = stacks.flatMap(({ partition, members, resources }) => {
    const organization = config.organizations[partition];
    const snapshot = snapshots[partition];
    const deleted = members.filter(({ action }) => action === "delete").map(({ accountId }) => accountId);
    const endsAll = resources.some(
      ({ type, before, after }) =>
        type === "aws_guardduty_organization_configuration" &&
        takesAllBack(before?.auto_enable_organization_members, after?.auto_enable_organization_members),
    );
    return organization && snapshot ? leavingAccounts(organization, snapshot, { deleted, endsAll }) : [];
  });
  return leavingText(leaving);
}
