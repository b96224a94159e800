import { judgeMembers, type Rule } from "../rule";

/**
 * A replaced member is disassociated and has no coverage until it is back. The provider does the same if `invite`
 * changes.
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/13906
 */
export const noMemberIsDisassociated: Rule = {
  id: "OD-002",
  title: "No member account is replaced, invited or disassociated on the way",
  severity: "deny",
  fix: "leave invite, disable_email_notification and invitation_message unset and ignore changes of email",
  evaluate: (context) =>
    judgeMembers(context, ({ action, forcedBy, touched, accountId }) => {
      if (action === "replace")
        return `${accountId} is replaced, forced by ${forcedBy.join(", ") || "a request"}`;
      return touched.length > 0 ? `${accountId}: ${touched.join(", ")} is set or changes` : undefined;
    }),
};
