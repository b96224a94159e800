import type { Partition } from "../../aws/partitions";
import type { Snapshot } from "../../organization/snapshot";

/** A snapshot that the repository had before the one under review. */
export interface EarlierSnapshot {
  readonly partition: Partition;
  /** The commit that the snapshot is taken from. */
  readonly commit: string;
  readonly snapshot: Snapshot;
}
