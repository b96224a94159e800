import type { IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role";
import type { NamedRole } from "../aws/named-role";

/** What of a role's identity IAM takes: its ARN follows from it. */
export function roleArguments({
  name,
  path,
  permissionsBoundary,
}: NamedRole): Pick<IamRoleConfig, "name" | "path" | "permissionsBoundary"> {
  return { name, path, permissionsBoundary };
}
