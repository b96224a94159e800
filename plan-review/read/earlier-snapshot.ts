import type { Partition } from "../../aws/partitions";
import type { Snapshot } from "../../organization/snapshot";

/** A snapshot as the repository had it before the one under review. */
export interface EarlierSnapshot {
  readonly partition: Partition;
  /** The commit that it is taken from. */
  readonly commit: string;
  readonly snapshot: Snapshot;
}
