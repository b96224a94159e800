import { organizationsOf, plannedRegions, type Rule } from "../../complete/draft";
import { partitionOf } from "../../../aws/partitions";

/** Every organization must have at least one planned region. */
export const organizationsHaveRegions: Rule = (draft) => {
  const { regions } = draft;
  if (regions === undefined) return [];
  return organizationsOf(draft)
    .filter(({ partition }) => !plannedRegions(regions).some((region) => partitionOf(region) === partition))
    .map(({ partition, path }) => ({
      path,
      message: `no region of partition ${partition} is planned`,
      fix: `add one to regions, or remove organizations.${partition}`,
    }));
};
