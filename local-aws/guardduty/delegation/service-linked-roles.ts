import type { Partition } from "../protocol/protocol";
import type { World } from "../world";

const GUARDDUTY = "guardduty.amazonaws.com";
const MALWARE_PROTECTION = "malware-protection.guardduty.amazonaws.com";

/** @see https://docs.aws.amazon.com/guardduty/latest/ug/using-service-linked-roles.html */
export function serviceRoleArn(accountId: string, partition: Partition): string {
  return `arn:${partition}:iam::${accountId}:role/aws-service-role/${GUARDDUTY}/AWSServiceRoleForAmazonGuardDuty`;
}

/** Makes GuardDuty's role in an account when GuardDuty is first enabled there, in any region. */
export async function ensureServiceLinkedRole(
  world: World,
  accountId: string,
  partition: Partition,
  servicePrincipal = GUARDDUTY,
): Promise<void> {
  const key = `${partition}/${accountId}/${servicePrincipal}`;
  if (world.state.serviceLinkedRoles.has(key)) return;
  world.state.serviceLinkedRoles.add(key);
  await world.options.onServiceLinkedRole?.(accountId, servicePrincipal, partition);
}

/** Makes the separate role of Malware Protection for EC2. */
export function ensureMalwareProtectionRole(
  world: World,
  accountId: string,
  partition: Partition,
): Promise<void> {
  return ensureServiceLinkedRole(world, accountId, partition, MALWARE_PROTECTION);
}

/** Whether GuardDuty was ever on in an account. Only then can it be enabled automatically in the management account. */
export function hasServiceLinkedRole(world: World, accountId: string, partition: Partition): boolean {
  return world.state.serviceLinkedRoles.has(`${partition}/${accountId}/${GUARDDUTY}`);
}
