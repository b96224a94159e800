import { arn, roleArn } from "../../aws/arn";
import { partitionOf } from "../../aws/partitions";
import type { ExpectedResource } from "../../intent/expected-stack";
import { text } from "../../verification/kinds/kind";

/** The ARNs that an action of the bootstrap part is done to, as a policy writes them. References have to be resolved. */
export function bootstrapArns(
  { type, attributes, provider }: ExpectedResource,
  pathOf: (roleName: string) => string,
): string[] {
  const { region, accountId: account } = provider;
  const partition = partitionOf(region);
  const iam = (resource: string) => [arn({ partition, service: "iam", account, resource })];
  const kms = (resource: string) => arn({ partition, service: "kms", region, account, resource });
  const name = text(attributes, "name");
  const path = text(attributes, "path") || "/";
  switch (type) {
    case "aws_iam_openid_connect_provider":
      return iam(`oidc-provider/${text(attributes, "url").replace(/^https:\/\//, "")}`);
    case "aws_iam_policy":
      return iam(`policy${path}${name}`);
    case "aws_iam_role":
      return [roleArn(partition, account, name, path)];
    case "aws_iam_role_policy_attachment":
      return [roleArn(partition, account, text(attributes, "role"), pathOf(text(attributes, "role")))];
    case "aws_iam_user":
      return iam(`user/${name}`);
    case "aws_iam_user_policy_attachment":
      return iam(`user/${text(attributes, "user")}`);
    case "aws_kms_alias":
      return [kms(name), kms("key/*")];
    case "aws_kms_key":
      return [kms("key/*")];
    default:
      return [arn({ partition, service: "s3", resource: text(attributes, "bucket") })];
  }
}
