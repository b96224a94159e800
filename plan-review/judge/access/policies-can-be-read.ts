import { attachmentsOf, type Attachment } from "./attached-policies";
import { refersTo, valueOf } from "../../read/attributes";
import { policiesOf, type PlannedPolicy } from "./policies";
import { judge, resourcesOf, whereIs, type ReviewContext, type Rule } from "../rule";

/** A policy that cannot be read before apply has not been reviewed. */
export const policiesCanBeRead: Rule = {
  id: "OD-033",
  title: "Every policy can be read before it is applied",
  severity: "warn",
  fix: "write the policy with ARNs from config/names.ts instead of references to resources, and attach none from elsewhere",
  evaluate(context) {
    const own = policiesOf(context).map((policy) => ({
      resource: policy.resource,
      problems: unreadIn(policy),
    }));
    const attached = attachmentsOf(context).map((attachment) => ({
      resource: attachment.resource,
      problems: isOfPlan(context, attachment)
        ? []
        : [`attaches ${attachment.arn || "a policy"}, whose text is in no plan`],
    }));
    return judge(
      [...own, ...attached],
      "the plans hold no policy",
      ({ resource }) => whereIs(resource),
      ({ problems }) => problems,
    );
  },
};

function unreadIn({ attribute, document }: PlannedPolicy): string[] {
  if (!document) return [`${attribute} is known only after apply`];
  return document.unreadable === undefined ? [] : [`${attribute} cannot be read: ${document.unreadable}`];
}

/** Whether the attached policy belongs to the same stack, in which case its text is judged. */
function isOfPlan(context: ReviewContext, { resource, arn }: Attachment): boolean {
  return resourcesOf(context, "aws_iam_policy").some(
    (policy) =>
      policy.stack === resource.stack &&
      ((arn !== "" && arn === valueOf(policy, "arn")) || refersTo(resource, "policy_arn", policy)),
  );
}
