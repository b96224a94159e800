import type { IamRole, IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicyConfig } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { NamedRole } from "../aws/named-role";

/** What of a role's identity IAM takes: its ARN follows from it. */
export function roleArguments({
  name,
  path,
  permissionsBoundary,
}: NamedRole): Pick<IamRoleConfig, "name" | "path" | "permissionsBoundary"> {
  return { name, path, permissionsBoundary };
}

/**
 * What a policy says of the role that holds it. Another path replaces a role under the same name, and IAM deletes its
 * policies with it: Terraform would see that only at the next plan.
 */
export function inRole(role: IamRole): Pick<IamRolePolicyConfig, "role" | "lifecycle"> {
  // Terraform takes a plain address here, and cdktf's tokens are expressions.
  const uniqueId = `${role.terraformResourceType}.${role.friendlyUniqueId}.unique_id`;
  return { role: role.name, lifecycle: { replaceTriggeredBy: [uniqueId] } };
}
