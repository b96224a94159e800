import { arn } from "../../../aws/arn";
import { ABSENT } from "../../../aws/policy/context";
import { textOf, type Asked } from "../asked";
import type { Facts, ServiceTable } from "./table";

/** A thing in the organization of the account that asks. */
async function inOrganization(asked: Asked, facts: Facts, type: string, id: string | undefined) {
  const found = await facts.organization(asked);
  if (found === undefined || id === undefined) return undefined;
  const { partition } = asked.place;
  const resource = `${type}/${found.id}/${id}`;
  return arn({ partition, service: "organizations", account: found.management, resource });
}

/** Organizations. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html */
export const ORGANIZATIONS: ServiceTable = {
  on: {
    account: "DeregisterDelegatedAdministrator DescribeAccount RegisterDelegatedAdministrator",
    parent: "ListAccountsForParent ListOrganizationalUnitsForParent",
    organizationalunit: "DescribeOrganizationalUnit",
    policy: "DescribePolicy ListTargetsForPolicy",
    none:
      "DescribeOrganization DisableAWSServiceAccess EnableAWSServiceAccess ListAccounts ListAWSServiceAccessForOrganization " +
      "ListDelegatedAdministrators ListPolicies ListRoots",
  },
  arns: {
    account: (asked, facts) => inOrganization(asked, facts, "account", textOf(asked, "AccountId")),
    parent: (asked, facts) => {
      const parent = textOf(asked, "ParentId");
      return inOrganization(asked, facts, parent?.startsWith("r-") ? "root" : "ou", parent);
    },
    organizationalunit: (asked, facts) =>
      inOrganization(asked, facts, "ou", textOf(asked, "OrganizationalUnitId")),
    policy: (asked, facts) => facts.organizationPolicyArn(asked, textOf(asked, "PolicyId") ?? ""),
  },
  keys: (asked) => ({
    "organizations:serviceprincipal": textOf(asked, "ServicePrincipal") ?? ABSENT,
    "organizations:policytype": textOf(asked, "Filter") ?? ABSENT,
  }),
};
