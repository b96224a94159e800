import type { OrganizationConfig } from "../../../config/config";
import { found } from "../../../existing/part";
import type { AdministeredRegion } from "../../../intent/adopting/administered-regions";
import type { Snapshot } from "../../../organization/snapshot";
import { CommandError } from "../../terminal/io";

/** A region that GuardDuty delegates to another account than the config's. */
export interface OtherAdministrator {
  readonly region: string;
  readonly by: string;
}

/** The regions of a snapshot that another account administers. */
export function othersIn(
  { administratorAccountId }: OrganizationConfig,
  { regions }: Snapshot,
): OtherAdministrator[] {
  return Object.entries(regions).flatMap(([region, part]) => {
    const by = found(found(part)?.delegatedTo);
    return by === undefined || by === administratorAccountId ? [] : [{ region, by }];
  });
}

/** Why nothing can be adopted: another account administers what there is, or nobody does. */
export function nothingToAdopt(others: readonly OtherAdministrator[]): CommandError {
  if (others.length === 0)
    return new CommandError(
      "the snapshots have no region that the administrator administers: there is nothing to adopt",
      "./orgduty discover, if GuardDuty is on somewhere; otherwise plan as it is",
    );
  const where = others.map(({ region, by }) => `${region} by ${by}`).join(", ");
  return new CommandError(
    `another account administers GuardDuty, and only it may read the settings: ${where}`,
    "name that account as administratorAccountId, or migrate first: ./orgduty doctor prints the steps",
  );
}

/**
 * ALL covers every account: a config that excludes some cannot say what exists.
 * @throws CommandError naming the regions and the accounts
 */
export function refuseExcludedUnderAll(
  { enrolment }: OrganizationConfig,
  regions: readonly AdministeredRegion[],
): void {
  const excluded = Object.keys(enrolment.exclude);
  const all = regions.filter(({ organization }) => organization.newAccounts === "ALL");
  if (excluded.length === 0 || all.length === 0) return;
  const where = all.map(({ region }) => region).join(", ");
  throw new CommandError(
    `GuardDuty enrols ALL accounts in ${where}, and the config excludes ${excluded.join(", ")}`,
    "take them off enrolment.exclude; or lower GuardDuty to NEW there (aws guardduty update-organization-configuration --auto-enable-organization-members NEW), then ./orgduty discover",
  );
}
