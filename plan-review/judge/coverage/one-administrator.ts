import { organizationOf, regionViews, resourcesIn } from "../region-view";
import { judge, whereIs, type Rule } from "../rule";
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
      })),
    );
    return judge(
      delegations,
      "the plans delegate to nobody",
      ({ resource }) => whereIs(resource),
      ({ resource: { after }, expected }) =>
        after?.admin_account_id === expected
          ? undefined
          : `delegates to ${valueText(after?.admin_account_id, "an account not known yet")}, the config says ${expected}`,
    );
  },
};
