import { arn } from "../../../aws/arn";
import { ABSENT } from "../../../aws/policy/context";
import { textOf, type Asked } from "../asked";
import { type Facts, type ServiceTable } from "./table";

/** A role that is made has its path in the request, one that exists in the account. */
function identityOf(kind: "role" | "user") {
  return async (asked: Asked, facts: Facts): Promise<string | undefined> => {
    const { partition, accountId: account } = asked.place;
    const service = textOf(asked, "AWSServiceName");
    const linked = service && `aws-service-role/${service}/*`;
    const name = textOf(asked, kind === "role" ? "RoleName" : "UserName");
    if (linked) return arn({ partition, service: "iam", account, resource: `role/${linked}` });
    if (name === undefined) return textOf(asked, "PolicySourceArn");
    if (!asked.operation.startsWith("Create")) return facts.identityArn(account, partition, name, kind);
    const path = textOf(asked, "Path") ?? "/";
    return arn({ partition, service: "iam", account, resource: `${kind}${path}${name}` });
  };
}

/** IAM. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export const IAM: ServiceTable = {
  on: {
    role:
      "AttachRolePolicy CreateRole CreateServiceLinkedRole DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy " +
      "DetachRolePolicy GetRole GetRolePolicy ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies ListRoleTags " +
      "PutRolePermissionsBoundary PutRolePolicy SimulatePrincipalPolicy TagRole UntagRole UpdateAssumeRolePolicy UpdateRole " +
      "UpdateRoleDescription",
    user: "AttachUserPolicy CreateAccessKey CreateUser DeleteUser GetUser PutUserPolicy",
    policy:
      "CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion GetPolicy GetPolicyVersion ListPolicyVersions",
    none: "ListAccountAliases ListPolicies ListRoles ListUsers",
  },
  arns: {
    role: identityOf("role"),
    user: identityOf("user"),
    policy: (asked) => {
      const { partition, accountId: account } = asked.place;
      const resource = `policy${textOf(asked, "Path") ?? "/"}${textOf(asked, "PolicyName")}`;
      return textOf(asked, "PolicyArn") ?? arn({ partition, service: "iam", account, resource });
    },
  },
  keys: async (asked, _, facts) => ({
    "iam:awsservicename": textOf(asked, "AWSServiceName") ?? ABSENT,
    "iam:permissionsboundary":
      textOf(asked, "PermissionsBoundary") ?? (await facts.boundaryOf(asked)) ?? ABSENT,
    "iam:policyarn": textOf(asked, "PolicyArn") ?? ABSENT,
    "iam:roletemplatearn": ABSENT,
    "iam:passedtoservice": ABSENT,
    "iam:associatedresourcearn": ABSENT,
  }),
};
