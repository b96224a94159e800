import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { clientSettings, globalRegion } from "./clients";
import type { Partition } from "../aws/partitions";

const NAMES: Readonly<Record<string, string>> = {
  "guardduty.amazonaws.com": "AWSServiceRoleForAmazonGuardDuty",
  "malware-protection.guardduty.amazonaws.com": "AWSServiceRoleForAmazonGuardDutyMalwareProtection",
};

/**
 * Makes GuardDuty's role in an account's IAM. It uses CreateRole, because moto's service-linked roles have other names
 * than AWS's.
 */
export async function createServiceLinkedRole(
  url: string,
  accountId: string,
  servicePrincipal: string,
  partition: Partition,
): Promise<void> {
  const iam = new IAMClient(clientSettings(url, accountId, globalRegion(partition)));
  const trust = { Effect: "Allow", Principal: { Service: servicePrincipal }, Action: "sts:AssumeRole" };
  const command = new CreateRoleCommand({
    Path: `/aws-service-role/${servicePrincipal}/`,
    RoleName: NAMES[servicePrincipal] ?? servicePrincipal,
    AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
  });
  try {
    await iam.send(command);
  } catch (error) {
    if (!(error instanceof Error && error.name === "EntityAlreadyExistsException")) throw error;
  } finally {
    iam.destroy();
  }
}
