import { found } from "../../../existing/part";
import { organizationOf, regionViews, resourcesIn, type RegionView } from "../region-view";
import { judge, whereIs, type ReviewContext, type Rule } from "../rule";
import { valueText } from "../value-text";

/** GuardDuty requires the same delegated administrator in every region, and refuses a second one. */
export const oneAdministrator: Rule = {
  id: "OD-008",
  title: "The delegated administrator is the same account everywhere",
  severity: "deny",
  fix: "delegate to organizations.<partition>.administratorAccountId in every region",
  evaluate(context) {
    const delegations = regionViews(context).flatMap((view) =>
      resourcesIn(view, "aws_guardduty_organization_admin_account").map((resource) => ({
        resource,
        expected: organizationOf(context, view).administratorAccountId,
        current: currentIn(context, view),
      })),
    );
    return judge(
      delegations,
      "the plans delegate to nobody",
      ({ resource }) => whereIs(resource),
      ({ resource: { action, after }, expected, current }) => {
        if (after?.admin_account_id !== expected)
          return `delegates to ${valueText(after?.admin_account_id, "an account not known yet")}, the config says ${expected}`;
        if (action !== "create" || current === undefined || current === expected) return undefined;
        return `GuardDuty is delegated to ${current} here, and AWS takes no second administrator: docs/adopting.md has the migration`;
      },
    );
  },
};

/** The administrator that the snapshot found in a region. */
function currentIn({ project }: ReviewContext, { partition, region }: RegionView): string | undefined {
  return found(found(project.snapshots[partition]?.regions[region])?.delegatedTo);
}
