import { PARTITIONS, partitionOf } from "../../../aws/partitions";
import { REGIONS } from "../../../config/regions";
import { judge, type Rule } from "../rule";

/** Attackers look for a region that is not monitored. */
export const everyRegionIsAnswered: Rule = {
  id: "OD-005",
  title: "Every supported region is planned or excluded with a reason",
  severity: "warn",
  fix: "regions: all, or regions.exclude with reason, owner and until",
  evaluate({ config }) {
    const present = PARTITIONS.filter((partition) => config.organizations[partition]);
    const supported = REGIONS.filter((region) => present.includes(partitionOf(region)));
    return judge(
      supported,
      "the config has no organization",
      () => ({}),
      (region) =>
        config.regions.includes(region) || config.excludedRegions[region]
          ? undefined
          : `${region} is neither planned nor excluded`,
    );
  },
};
