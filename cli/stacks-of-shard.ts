import { stackList, type StackEntry } from "../config/stack-list";
import type { Project } from "../organization/load-project";
import { dealtTo } from "../plans-folder/shards/deal";
import type { Shard } from "../plans-folder/shards/shard";

/** Seconds of processor time that a plan takes, roughly: only how they compare matters. */
const SECONDS = { foundation: 7, region: 8, thousandMembers: 3 };

/** The stacks that a shard of a config plans, in apply order. Plan and merge ask the same question. */
export function stacksOfShard(project: Project, shard: Shard): StackEntry[] {
  return dealtTo(shard, stackList(project.config), (entry) => costOf(project, entry));
}

/** A member is a resource of its own only if accounts are enrolled by name. */
function costOf({ config, snapshots }: Project, { kind, partition }: StackEntry): number {
  if (kind === "foundation") return SECONDS.foundation;
  const isByName = config.organizations[partition]?.enrolment.mode === "explicit";
  const members = isByName ? (snapshots[partition]?.accounts.length ?? 0) : 0;
  return SECONDS.region + (SECONDS.thousandMembers * members) / 1000;
}
