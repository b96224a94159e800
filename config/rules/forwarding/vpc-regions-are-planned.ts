import { forwardingOf, plannedRegions, type Draft, type Rule } from "../../complete/draft";
import type { Mistake, Path } from "../../problems/mistake";
import { PARTITIONS, partitionOf, type Partition } from "../../../aws/partitions";

/** A VPC may be named only for regions in which a forwarder will run: with a hub, only the home region. */
export const vpcRegionsArePlanned: Rule = (draft) => [
  ...check(draft, draft.forwarding?.vpc, ["forwarding", "vpc"]),
  ...PARTITIONS.flatMap((partition) =>
    check(
      draft,
      draft.organizations[partition]?.forwarding?.vpc,
      ["organizations", partition, "forwarding", "vpc"],
      partition,
    ),
  ),
];

function check(draft: Draft, vpc: object | undefined, path: Path, partition?: Partition): Mistake[] {
  if (draft.regions === undefined) return [];
  const planned: readonly string[] = plannedRegions(draft.regions);
  return Object.keys(vpc ?? {}).flatMap((name): Mistake[] => {
    const at = [...path, name];
    if (!planned.includes(name) || partitionOf(name) !== (partition ?? partitionOf(name))) {
      const where = partition ? ` of partition ${partition}` : "";
      const message = `"${name}" is not among the planned regions${where}`;
      return [{ path: at, message, fix: "remove it, or add the region to regions" }];
    }
    const only = forwarderRegion(draft, partitionOf(name));
    if (only === undefined || only === name) return [];
    const message = `"${name}" has no forwarder: with topology hub it runs in ${only}`;
    return [{ path: at, message, fix: `remove it, or name ${only} in its place` }];
  });
}

/** The only region in which a partition's forwarder runs, if the partition has a hub and its home region is known. */
function forwarderRegion(draft: Draft, partition: Partition): string | undefined {
  if (forwardingOf(draft, partition)?.topology !== "hub") return undefined;
  return draft.organizations[partition]?.homeRegion;
}
