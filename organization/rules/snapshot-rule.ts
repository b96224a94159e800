import type { Mistake } from "../../config/problems/mistake";
import type { Partition } from "../../aws/partitions";
import type { OrganizationSection } from "../../config/schema/organization";
import type { Snapshot } from "../snapshot";

/** An organization of the config and the snapshot it names. */
export interface SnapshotUse {
  readonly partition: Partition;
  /** Those of its keys that are valid by themselves. */
  readonly organization: Partial<OrganizationSection>;
  readonly snapshot: Snapshot;
  /** The snapshot's file as the config names it. */
  readonly file: string;
}

/** A check of a config against its snapshot. Paths are relative to the organization's section of the config. */
export type SnapshotRule = (use: SnapshotUse) => Mistake[];
