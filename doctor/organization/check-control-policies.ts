import { Calls } from "../../aws-clients/calls";
import type { Region } from "../../config/regions";
import { at, type Line } from "../line";
import type { NeededAction } from "../needed/needed-action";
import { Asking } from "../read/asking";
import { readControlPolicies } from "../read/control-policies";
import type { TriedEntry } from "../read/identities";
import type { OrganizationWish } from "./check-organization";
import { judgeControlPolicies } from "./control-policies";

/**
 * Asks the service control policies over the administrator's account about each region. None of them binds the management
 * account, nor GuardDuty's own role in members.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export async function checkControlPolicies(
  { organization, enter, signal }: OrganizationWish,
  entries: readonly TriedEntry[],
  neededIn: ReadonlyMap<Region, readonly NeededAction[]>,
): Promise<Line[]> {
  const { partition, administratorAccountId: accountId, managementAccountId, homeRegion } = organization;
  const asking = new Asking(new Calls(signal ? { signal } : {}), "credentials.plan.management");
  const levels = await readControlPolicies(accountId, homeRegion, enter, asking);
  const principalArn = actingArn(entries);
  const acting = { accountId, ...(principalArn ? { principalArn } : {}) };
  return [
    ...at({ partition, account: managementAccountId }, asking.findings),
    ...[...neededIn].flatMap(([region, all]) => {
      const needed = all.filter(({ account }) => account === "administrator");
      return at(
        { partition, region, account: accountId },
        judgeControlPolicies(levels, needed, region, acting),
      );
    }),
  ];
}

/** The role that apply uses, for conditions that except it. */
function actingArn(entries: readonly TriedEntry[]): string | undefined {
  const apply = entries.filter(({ account }) => account === "administrator").at(-1);
  if (!apply) return undefined;
  return apply.roleArn ?? ("error" in apply.found ? undefined : apply.found.arn);
}
