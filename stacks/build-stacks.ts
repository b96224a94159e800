import type { App, TerraformStack } from "cdktf";
import type { OrgdutyConfig } from "../config/config";
import type { Partition } from "../aws/partitions";
import { stackList } from "../config/stack-list";
import type { ForwarderCode } from "../modules/finding-forwarder/finding-forwarder";
import type { Snapshot } from "../organization/snapshot";
import { BootstrapStack, type BootstrapPolicies } from "./bootstrap-stack";
import { FoundationStack } from "./foundation-stack";
import { RegionStack } from "./region-stack";
import type { StackContext } from "./stack-context";

/** Everything that stacks are built from. None of it is read from AWS, so the same files always give the same stacks. */
export interface BuildStacksProps {
  readonly config: OrgdutyConfig;
  readonly snapshots: Partial<Record<Partition, Snapshot>>;
  /** The forwarder's zip: one for all stacks. */
  readonly forwarderCode: ForwarderCode;
  /** Absolute folder into which `cdktf` synthesizes. */
  readonly outputFolder: string;
  /** Absolute folder for this config's local states. */
  readonly stateFolder: string;
  /** The policies of the bootstrap part's roles. @default there are no such stacks */
  readonly policiesOf?: (partition: Partition) => BootstrapPolicies;
}

/** Builds every stack in the config, with its dependencies, which set the order of apply. */
export function buildStacks(app: App, { config, snapshots, policiesOf, ...shared }: BuildStacksProps): void {
  const built = new Map<string, TerraformStack>();
  for (const entry of stackList(config)) {
    const organization = config.organizations[entry.partition];
    const snapshot = snapshots[entry.partition];
    if (!organization || !snapshot)
      throw new Error(`${entry.name}: no snapshot of the ${entry.partition} organization`);
    const context = { config, entry, organization, snapshot, ...shared };
    const stack = stackOf(app, context, policiesOf);
    for (const name of entry.dependsOn) stack.addDependency(built.get(name)!);
    built.set(entry.name, stack);
  }
}

function stackOf(
  app: App,
  context: StackContext,
  policiesOf: BuildStacksProps["policiesOf"],
): TerraformStack {
  const { kind, partition } = context.entry;
  if (kind === "foundation") return new FoundationStack(app, context);
  if (kind === "region") return new RegionStack(app, context);
  if (!policiesOf) throw new Error(`${context.entry.name}: nobody gave the policies of its roles`);
  return new BootstrapStack(app, context, policiesOf(partition));
}
