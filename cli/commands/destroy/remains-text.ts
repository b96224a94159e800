import type { OrganizationConfig, OrgdutyConfig } from "../../../config/config";
import { foundationStackName } from "../../../config/stack-list";

/**
 * What still exists in AWS after all of a partition is destroyed: neither Terraform nor this command removes it.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/delegated-admin-designate.html
 */
export function remainsText({ organizations }: OrgdutyConfig, destroyed: readonly string[]): string[] {
  return Object.values(organizations)
    .filter(({ partition }) => destroyed.includes(foundationStackName(partition)))
    .flatMap(remainsOf);
}

function remainsOf({
  partition,
  managementAccountId,
  administratorAccountId,
  homeRegion,
  forwarding,
}: OrganizationConfig) {
  const secret = forwarding?.logRelay.secretName;
  return [
    `What stays in partition ${partition}:`,
    "  trusted access of GuardDuty in AWS Organizations; to end it, in the management account " +
      `${managementAccountId}: aws organizations disable-aws-service-access --service-principal guardduty.amazonaws.com`,
    "  the role AWSServiceRoleForAmazonGuardDuty in each account, which costs nothing; to delete it there: " +
      "aws iam delete-service-linked-role --role-name AWSServiceRoleForAmazonGuardDuty",
    ...(secret === undefined
      ? []
      : [
          `  the secret ${secret} in ${administratorAccountId}, for 30 days; to have it back: ` +
            `aws secretsmanager restore-secret --region ${homeRegion} --secret-id ${secret}`,
        ]),
  ];
}
