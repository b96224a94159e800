import { refersTo, valueOf } from "../attributes";
import { stringOf, stringsOf } from "../json";
import type { PlannedResource } from "../plan-model";
import { policiesOf } from "../policies";
import { judge, resourcesOf, whereIs, type ReviewContext, type Rule } from "../rule";

const ATTACHMENTS = [
  "aws_iam_role_policy_attachment",
  "aws_iam_user_policy_attachment",
  "aws_iam_group_policy_attachment",
  "aws_iam_policy_attachment",
];

/** What nobody can read before apply, nobody has reviewed. */
export const policiesCanBeRead: Rule = {
  id: "OD-033",
  title: "Every policy can be read before it is applied",
  severity: "warn",
  fix: "write the policy with ARNs from config/names.ts instead of references to resources, and attach none from elsewhere",
  evaluate(context) {
    const own = policiesOf(context).map(({ resource, attribute, statements }) => ({
      resource,
      problems: statements ? [] : [`${attribute} is known only after apply`],
    }));
    const attached = [
      ...resourcesOf(context, ...ATTACHMENTS).map((resource) => ({
        resource,
        problems: isOfPlan(context, resource)
          ? []
          : [fromElsewhere(stringOf(valueOf(resource, "policy_arn")))],
      })),
      ...resourcesOf(context, "aws_iam_role")
        // AWS tells what is attached of every role: only what the configuration says is its doing.
        .filter(({ expressions }) => "managed_policy_arns" in expressions)
        .map((resource) => ({
          resource,
          problems: stringsOf(valueOf(resource, "managed_policy_arns")).map(fromElsewhere),
        })),
    ];
    return judge(
      [...own, ...attached],
      "the plans hold no policy",
      ({ resource }) => whereIs(resource),
      ({ problems }) => problems,
    );
  },
};

/** Whether what is attached is a policy of the same stack, whose text is judged. */
function isOfPlan(context: ReviewContext, attachment: PlannedResource): boolean {
  const arn = valueOf(attachment, "policy_arn");
  return resourcesOf(context, "aws_iam_policy").some(
    (policy) =>
      policy.stack === attachment.stack &&
      ((arn !== undefined && arn === valueOf(policy, "arn")) || refersTo(attachment, "policy_arn", policy)),
  );
}

function fromElsewhere(arn: string): string {
  return `attaches ${arn || "a policy"}, whose text is in no plan`;
}
