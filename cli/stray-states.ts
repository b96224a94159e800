import { PARTITIONS, partitionOf } from "../aws/partitions";
import { bootstrapStackName, everyStackName, foundationStackName } from "../config/stack-list";
import { statesWithoutStack, type StrayState } from "../plans-folder/local-states";
import { placeText } from "../terraform/state/state-location";
import type { Workspace } from "../terraform/engine/workspace";
import { withStateBucket } from "./state-buckets";

/** States that hold resources of stacks which the config does not have, and the buckets that could not be listed. */
export interface StrayStates {
  readonly found: readonly StrayState[];
  /** Messages for a person. If there is one, `found` may be incomplete. */
  readonly unread: readonly string[];
}

/** Looks for states without a stack, on this machine and in the config's buckets. Offline, buckets are not asked. */
export async function strayStates(workspace: Workspace): Promise<StrayStates> {
  const { config, mode, stateFolder } = workspace;
  const found = new Map(statesWithoutStack(config, stateFolder).map((state) => [state.stack, state]));
  const unread: string[] = [];
  if (mode.kind === "offline") return { found: [...found.values()], unread };
  const known = everyStackName(config);
  for (const organization of Object.values(config.organizations)) {
    const { state } = organization;
    if (state === "local") continue;
    try {
      const stacks = await withStateBucket(workspace, organization, state, (bucket) => bucket.stacks());
      for (const stack of stacks.filter((name) => !known.includes(name)))
        found.set(stack, { stack, file: placeText(workspace, stack, state) });
    } catch (error) {
      const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      unread.push(
        `s3://${state.s3.bucket}: not looked through for states of regions that left the config: ${why}`,
      );
    }
  }
  return { found: [...found.values()], unread };
}

/** A region that still runs though the config does not name it, and what to type. */
export function strayStateText({ stack, file }: StrayState, workspace: StrayContext): string {
  return `${stack} is not in the config, but its state ${file} holds resources\n  ${strayStateFix(stack, workspace)}`;
}

/** What decides how a stray stack can be taken down. */
export type StrayContext = Pick<Workspace, "mode" | "config">;

/**
 * How to take down a region that has left the config, or to keep it. A partition that has left takes its accounts and
 * credentials with it, so it needs a config that still has them, and none of the other partition.
 */
export function strayStateFix(stack: string, { mode, config }: StrayContext): string {
  const flag = mode.kind === "local" ? " --aws local" : "";
  const partition =
    PARTITIONS.find((one) => [foundationStackName(one), bootstrapStackName(one)].includes(stack)) ??
    partitionOf(stack);
  return config.organizations[partition]
    ? `fix: ./orgduty destroy --stack ${stack}${flag}, or put it back into the config`
    : `fix: ./orgduty destroy --config LEAVING.yaml${flag}, a config beside this one, of the same name, with organizations.${partition} alone; or put it back into the config`;
}
