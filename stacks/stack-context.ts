import type { OrganizationConfig, OrgdutyConfig } from "../config/config";
import type { StackEntry } from "../config/stack-list";
import type { ForwarderCode } from "../modules/finding-forwarder/finding-forwarder";
import type { Snapshot } from "../organization/snapshot";

/** What every stack is built from. */
export interface StackContext {
  readonly config: OrgdutyConfig;
  readonly entry: StackEntry;
  /** The organization of the stack's partition, and its accounts. */
  readonly organization: OrganizationConfig;
  readonly snapshot: Snapshot;
  /** The forwarder's zip: one for all stacks. */
  readonly forwarderCode: ForwarderCode;
  /** Absolute folder into which `cdktf` synthesizes. */
  readonly outputFolder: string;
  /** Absolute folder for this config's local states. */
  readonly stateFolder: string;
}
