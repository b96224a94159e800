import { arn } from "../../../aws/arn";
import { textOf } from "../asked";
import type { Demand } from "../demand";
import type { Beside } from "./beside";

const PRINCIPAL = "guardduty.amazonaws.com";
const WITHOUT_RESOURCE = [
  ...["DescribeOrganization", "EnableAWSServiceAccess", "ListAccounts"],
  ...["ListAWSServiceAccessForOrganization", "ListDelegatedAdministrators"],
];

/**
 * The eight actions of Organizations that delegating needs. AWS does not say which unit it describes: any stands for it.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html
 */
export const delegating: Beside = async (asked, facts) => {
  if (asked.service !== "guardduty" || asked.operation !== "EnableOrganizationAdminAccount") return [];
  const found = await facts.organization(asked);
  const { partition } = asked.place;
  const inOrganization = (type: string, id: string) =>
    found &&
    arn({
      ...{ partition, service: "organizations", account: found.management },
      resource: `${type}/${found.id}/${id}`,
    });
  const account = inOrganization("account", textOf(asked, "AdminAccountId") ?? "");
  const resources: Readonly<Record<string, string | undefined>> = {
    ...Object.fromEntries(WITHOUT_RESOURCE.map((name) => [name, "*"])),
    DescribeAccount: account,
    DescribeOrganizationalUnit: inOrganization("ou", "ou-0000-00000000"),
    RegisterDelegatedAdministrator: account,
  };
  return Object.entries(resources).map(([name, resource]): Demand => ({
    action: `organizations:${name}`,
    resource,
    context: { "organizations:serviceprincipal": PRINCIPAL },
  }));
};

/**
 * The first detector of an account makes GuardDuty's role, in the name of the caller.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/slr-permissions.html
 */
export const enabling: Beside = async (asked, facts) => {
  if (asked.service !== "guardduty" || asked.operation !== "CreateDetector") return [];
  if (await facts.hasServiceLinkedRole(asked)) return [];
  const { partition, accountId: account } = asked.place;
  const resource = `role/aws-service-role/${PRINCIPAL}/AWSServiceRoleForAmazonGuardDuty`;
  return [
    {
      action: "iam:CreateServiceLinkedRole",
      resource: arn({ partition, service: "iam", account, resource }),
      context: { "iam:awsservicename": PRINCIPAL },
    },
  ];
};
