import { organizationsOf, plannedRegions, type Rule } from "../../complete/draft";
import { partitionOf } from "../../../aws/partitions";

/** The home and canary regions must be planned regions of the organization's own partition. */
export const homeAndCanaryArePlanned: Rule = (draft) =>
  organizationsOf(draft).flatMap(({ partition, organization, path }) =>
    (["homeRegion", "canaryRegion"] as const).flatMap((key) => {
      const region = organization[key];
      if (region === undefined || draft.regions === undefined) return [];
      const planned = plannedRegions(draft.regions).filter(
        (candidate) => partitionOf(candidate) === partition,
      );
      if (planned.includes(region)) return [];
      const message =
        partitionOf(region) === partition
          ? `"${region}" is not among the planned regions`
          : `"${region}" is not a region of partition ${partition}`;
      const fix = planned.length > 0 ? `choose one of ${planned.join(", ")}` : "add it to regions";
      return [{ path: [...path, key], message, fix }];
    }),
  );
