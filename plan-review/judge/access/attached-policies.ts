import { valueOf } from "../../read/attributes";
import { stringOf, stringsOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { resourcesOf, type ReviewContext } from "../rule";

/** A policy that is attached by its ARN. */
export interface Attachment {
  readonly resource: PlannedResource;
  /** Empty if it is known only after apply. */
  readonly arn: string;
}

const ATTACHMENTS = [
  "aws_iam_role_policy_attachment",
  "aws_iam_user_policy_attachment",
  "aws_iam_group_policy_attachment",
  "aws_iam_policy_attachment",
  "aws_ssoadmin_managed_policy_attachment",
];

/** Every policy that is attached by its ARN to a role, user, group or permission set. */
export function attachmentsOf(context: ReviewContext): Attachment[] {
  const single = resourcesOf(context, ...ATTACHMENTS).map((resource) => ({
    resource,
    arn: stringOf(valueOf(resource, "policy_arn") ?? valueOf(resource, "managed_policy_arn")),
  }));
  // AWS reports every role's attached policies. Only those that the configuration lists are set by it.
  const listed = resourcesOf(context, "aws_iam_role")
    .filter(({ expressions }) => "managed_policy_arns" in expressions)
    .flatMap((resource) =>
      stringsOf(valueOf(resource, "managed_policy_arns")).map((arn) => ({ resource, arn })),
    );
  return [...single, ...listed];
}

/**
 * Whether this is an AWS managed policy that allows everything in one service or in all services.
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export function isAllPowerful(arn: string): boolean {
  return /^arn:[a-z-]+:iam::aws:policy\/.*(AdministratorAccess|PowerUserAccess|FullAccess)/.test(arn);
}
