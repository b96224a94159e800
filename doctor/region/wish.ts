import { UNREAD, type Read } from "../../aws-clients/attempts";
import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import type { Region } from "../../config/regions";
import type { ExpectedResource } from "../../intent/expected-stack";
import type { Snapshot } from "../../organization/snapshot";

/** Addresses in the state of each stack. A stack whose state could not be read is UNREAD, one without a state is absent. */
export type HeldAddresses = ReadonlyMap<string, Read<ReadonlySet<string>>>;

/** An account as AWS Organizations has it now. */
export interface KnownAccount {
  readonly name: string;
  readonly state: string;
}

/** What a region is judged by. */
export interface RegionWish {
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  readonly region: Region;
  /** Absent before the first `discover`. */
  readonly snapshot?: Snapshot;
  /** What the stacks declare here. Empty before the first `discover`. */
  readonly expected: readonly ExpectedResource[];
  readonly held: HeldAddresses;
  /** The relay's secret as foundation declares it. Absent before the first `discover`, or if the relay needs none. */
  readonly foundationSecret?: ExpectedResource;
  readonly accounts: Read<ReadonlyMap<string, KnownAccount>>;
}

/** Whether Terraform's state has a resource. */
export function isHeld(held: HeldAddresses, { stack, address }: ExpectedResource): Read<boolean> {
  const addresses = held.get(stack);
  return addresses === UNREAD ? UNREAD : addresses !== undefined && addresses.has(address);
}

/** An account's id with its name, if Organizations told it. */
export function named(id: string, accounts: RegionWish["accounts"]): string {
  const known = accounts === UNREAD ? undefined : accounts.get(id);
  return known ? `${id} (${known.name})` : id;
}
