import type { Partition } from "../aws/partitions";
import type { ExistingRegions } from "../existing/existing-region";

/** Organizations' account states. `State` replaced `Status` on 2026-09-09. */
export const ACCOUNT_STATES = [
  "PENDING_ACTIVATION",
  "ACTIVE",
  "SUSPENDED",
  "PENDING_CLOSURE",
  "CLOSED",
] as const;
/** One of them. Only an ACTIVE account can be enrolled. */
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** An account as Organizations knows it. GuardDuty enrols it by id and e-mail together. */
export interface Account {
  /** 12 digits, leading zeros included. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: AccountState;
  /** From the root down, e.g. ["Root", "Workloads", "Prod"]. */
  readonly organizationalUnitPath: readonly string[];
}

/** The organization as `orgduty discover` read it: accounts/<partition>.json, committed. */
export interface Snapshot {
  readonly schemaVersion: 1;
  readonly partition: Partition;
  readonly organizationId: string;
  readonly managementAccountId: string;
  /** ISO 8601, UTC. */
  readonly readAt: string;
  /** Ordered by id. */
  readonly accounts: readonly Account[];
  /** What discover found in each region, by its name. */
  readonly regions: ExistingRegions;
}
