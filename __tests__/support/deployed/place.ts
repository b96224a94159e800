import type { OrganizationConfig, OrgdutyConfig } from "../../../config/config";
import type { ExpectedResource } from "../../../intent/expected-stack";
import type { Region } from "../../../config/regions";
import { clientSettings } from "../../../local-aws/clients";

/** A region of an organization in the local AWS. */
export interface Place {
  /** URL of the local AWS. */
  readonly endpoint: string;
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  readonly region: Region;
  /** Every resource that the config leads to, in any region. */
  readonly resources: readonly ExpectedResource[];
}

/** Settings of SDK clients that act as the administrator, or as any other account. */
export function acting(place: Place, accountId = place.organization.administratorAccountId) {
  return clientSettings(place.endpoint, accountId, place.region);
}
