import { canonical, objectOf, stringOf } from "./json";
import type { Attributes, Drift } from "./plan-model";
import { actionOf } from "./read-plan";
import { withoutNoise } from "./without-noise";

/**
 * Attributes that show what a resource of another type manages. After a first apply they differ from the state
 * although no one changed anything. A real change to the other resource is reported as drift of that resource.
 */
const OWNED_BY: Readonly<Record<string, string>> = {
  "aws_guardduty_detector.datasources": "aws_guardduty_detector_feature",
  "aws_guardduty_organization_configuration.datasources": "aws_guardduty_organization_configuration_feature",
  "aws_iam_role.inline_policy": "aws_iam_role_policy",
  "aws_iam_role.managed_policy_arns": "aws_iam_role_policy_attachment",
  "aws_s3_bucket.lifecycle_rule": "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket.policy": "aws_s3_bucket_policy",
  "aws_s3_bucket.server_side_encryption_configuration": "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket.versioning": "aws_s3_bucket_versioning",
  "aws_secretsmanager_secret.policy": "aws_secretsmanager_secret_policy",
  "aws_sqs_queue.policy": "aws_sqs_queue_policy",
};

/**
 * What was changed outside Terraform. It leaves out attributes that were empty and still are, in another form of
 * empty, and attributes that another resource of the plan manages.
 */
export function driftIn(changes: readonly Attributes[], managedTypes: ReadonlySet<string>): Drift[] {
  return changes.flatMap((change) => {
    const action = actionOf(objectOf(change.change).actions);
    const attributes = driftedAttributes(change, managedTypes);
    if (action !== "delete" && attributes.length === 0) return [];
    return [{ address: stringOf(change.address), action, attributes }];
  });
}

/**
 * Provider 6 has a region on every resource, and writes it into a state that an earlier one wrote when it first refreshes it: nobody
 * changed anything.
 * Source: aws/provider-differences.ts
 */
function isNewArgument({ region: was }: Attributes, { region: is }: Attributes): boolean {
  return (was ?? null) === null && typeof is === "string";
}

/**
 * The provider shows as `tags` what it read of `tags_all` without its default tags of today. If the config changes a default tag, the old
 * value appears there although nobody changed a tag: then `tags_all` is as it was.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/guides/resource-tagging, "default_tags"
 */
function isTagOfTheProvider({ tags_all: were }: Attributes, { tags_all: are }: Attributes): boolean {
  return were !== undefined && are !== undefined && canonical(were) === canonical(are);
}

/** The names of the attributes that somebody changed, sorted. */
export function driftedAttributes({ type, change }: Attributes, managedTypes: ReadonlySet<string>): string[] {
  const own = stringOf(type);
  const { before, after } = objectOf(change);
  const [was, is] = [objectOf(before), objectOf(after)];
  const textOf = (attributes: Attributes, name: string) =>
    canonical(withoutNoise(own, name, attributes[name]));
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => {
      if (name === "region" && isNewArgument(was, is)) return false;
      if (name === "tags" && isTagOfTheProvider(was, is)) return false;
      const owner = OWNED_BY[`${own}.${name}`];
      return textOf(was, name) !== textOf(is, name) && !(owner !== undefined && managedTypes.has(owner));
    })
    .sort();
}
