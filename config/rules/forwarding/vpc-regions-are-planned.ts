import { plannedRegions, type Rule } from "../../complete/draft";
import type { Path } from "../../problems/mistake";
import { PARTITIONS, partitionOf, type Partition } from "../../../aws/partitions";
import type { ForwardingSection } from "../../schema/forwarding";

/** A VPC is named only for regions where a forwarder will run. */
export const vpcRegionsArePlanned: Rule = (draft) => {
  const { regions } = draft;
  if (regions === undefined) return [];
  const planned = plannedRegions(regions);
  const check = (section: ForwardingSection | undefined, path: Path, partition?: Partition) =>
    Object.keys(section?.vpc ?? {})
      .filter(
        (name) =>
          !planned.some(
            (region) => region === name && partitionOf(region) === (partition ?? partitionOf(region)),
          ),
      )
      .map((name) => ({
        path: [...path, "vpc", name],
        message: `"${name}" is not among the planned regions${partition ? ` of partition ${partition}` : ""}`,
        fix: "remove it, or add the region to regions",
      }));
  return [
    ...check(draft.forwarding, ["forwarding"]),
    ...PARTITIONS.flatMap((partition) =>
      check(
        draft.organizations[partition]?.forwarding,
        ["organizations", partition, "forwarding"],
        partition,
      ),
    ),
  ];
};
