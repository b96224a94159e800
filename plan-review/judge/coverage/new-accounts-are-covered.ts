import { organizationOf, regionViews, resourcesIn } from "../region-view";
import { judge, whereIs, type Rule } from "../rule";
import { valueText } from "../value-text";

/** Accounts join between two plans; only the organization configuration decides what they get. */
export const newAccountsAreCovered: Rule = {
  id: "OD-011",
  title: "Accounts that join later are covered as the config says",
  severity: "deny",
  fix: "set auto_enable_organization_members to enrolment.newAccounts",
  evaluate(context) {
    const configurations = regionViews(context).flatMap((view) =>
      resourcesIn(view, "aws_guardduty_organization_configuration").map((resource) => ({
        resource,
        expected: organizationOf(context, view).enrolment.newAccounts,
      })),
    );
    return judge(
      configurations,
      "the plans configure no organization",
      ({ resource }) => whereIs(resource),
      ({ resource: { after }, expected }) =>
        after?.auto_enable_organization_members === expected
          ? undefined
          : `is ${valueText(after?.auto_enable_organization_members, "not given")}, the config says ${expected}`,
    );
  },
};
