import type { OrganizationConfig } from "../../config/config";
import type {
  ExistingAccount,
  ExistingDetector,
  ExistingOrganization,
  MemberGroup,
} from "../../existing/existing-region";
import { found } from "../../existing/part";
import type { Snapshot } from "../../organization/snapshot";

/** A region that the config's administrator administers already, as far as discover could read it. */
export interface AdministeredRegion {
  readonly region: string;
  readonly detector: ExistingDetector;
  readonly organization: ExistingOrganization;
  readonly members: readonly MemberGroup[];
  readonly administrator: ExistingAccount;
  readonly management: ExistingAccount;
}

/** The regions of a snapshot that the administrator administers, of which everything that adopt needs was read. */
export function administeredRegions(
  { administratorAccountId }: OrganizationConfig,
  { regions }: Snapshot,
): AdministeredRegion[] {
  return Object.entries(regions).flatMap(([region, part]) => {
    const existing = found(part);
    if (!existing || existing.delegatedTo !== administratorAccountId) return [];
    const detector = found(existing.administrator.detector);
    const organization = found(existing.organization);
    const members = found(existing.members);
    if (!detector || !organization || !members) return [];
    const { administrator, management } = existing;
    return [{ region, detector, organization, members, administrator, management }];
  });
}
