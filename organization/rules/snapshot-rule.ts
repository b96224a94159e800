import type { Mistake } from "../../config/problems/mistake";
import type { Partition } from "../../aws/partitions";
import type { Part } from "../../config/complete/valid-part";
import type { OrganizationSection } from "../../config/schema/organization";
import type { Snapshot } from "../snapshot";

/** An organization of the config and the snapshot it names. */
export interface SnapshotUse {
  readonly partition: Partition;
  /** Those of its keys that are right by themselves. */
  readonly organization: Part<OrganizationSection>;
  readonly snapshot: Snapshot;
  /** The snapshot's file as the config names it. */
  readonly file: string;
}

/** A check of a config against its snapshot. Paths are relative to the organization's section of the config. */
export type SnapshotRule = (use: SnapshotUse) => Mistake[];
