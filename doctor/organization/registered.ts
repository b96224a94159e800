import { UNREAD } from "../../aws-clients/attempts";
import type { OrganizationConfig } from "../../config/config";
import { blocker, warning, type Finding } from "../line";
import type { OrganizationReading } from "../read/organization";

/** What the regions say of GuardDuty's administrators. */
export interface Delegations {
  /** Accounts other than the config's that are administrator in a region that was asked. */
  readonly others: ReadonlySet<string>;
  /** Whether a region that was asked has no administrator, so that apply delegates there. */
  readonly isToDelegate: boolean;
}

/**
 * Accounts that Organizations has registered as GuardDuty's administrator, and that no region that was asked is delegated
 * to: a region outside the config is, or nobody deregistered the last one.
 * https://docs.aws.amazon.com/guardduty/latest/ug/change-guardduty-delegated-admin.html
 */
export function judgeRegistered(
  { administratorAccountId }: OrganizationConfig,
  { delegated }: Pick<OrganizationReading, "delegated">,
  { others, isToDelegate }: Delegations,
): Finding[] {
  if (delegated === UNREAD) return [];
  const unknown = delegated.filter((id) => id !== administratorAccountId && !others.has(id));
  return unknown.map((id) => {
    const what =
      "another account is registered as GuardDuty's administrator, for a region that was not asked or for none";
    const evidence = `${id} is registered in AWS Organizations, and the config names ${administratorAccountId}`;
    const look = "aws guardduty list-organization-admin-accounts --region REGION";
    const deregister = `aws organizations deregister-delegated-administrator --account-id ${id} --service-principal guardduty.amazonaws.com`;
    const fix = `ask each region that the config does not plan: ${look}; if none has it: ${deregister}`;
    return (isToDelegate ? blocker : warning)("administrator", what, evidence, fix);
  });
}
