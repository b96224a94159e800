import type { OrganizationConfig, OrgdutyConfig } from "../config/config";
import type { StackEntry } from "../config/stack-list";
import type { Snapshot } from "../organization/snapshot";

/** What every stack is built from. */
export interface StackContext {
  readonly config: OrgdutyConfig;
  readonly entry: StackEntry;
  /** The organization of the stack's partition, and its accounts. */
  readonly organization: OrganizationConfig;
  readonly snapshot: Snapshot;
  /** Absolute folder that `cdktf` synthesizes into. */
  readonly outputFolder: string;
  /** Absolute folder of this config's local states. */
  readonly stateFolder: string;
}
