import { plannedRegions, type Rule } from "../../complete/draft";
import { PARTITIONS, partitionOf } from "../../../aws/partitions";

/** Every planned region must be in a partition that has an organization. */
export const regionsHaveOrganizations: Rule = ({ regions, organizations }) => {
  if (regions === undefined) return [];
  return PARTITIONS.filter((partition) => !organizations[partition]).flatMap((partition) => {
    const orphans = plannedRegions(regions).filter((region) => partitionOf(region) === partition);
    if (orphans.length === 0) return [];
    const names = orphans.length > 3 ? `${orphans.length} regions` : orphans.join(", ");
    const fix =
      partition === "aws-cn"
        ? "add organizations.aws-cn, or regions: {exclude: {cn-north-1: {reason: WHY, owner: WHO}}}"
        : `add organizations.${partition}, or list the regions to plan`;
    return [
      {
        path: ["regions"],
        message: `${names} would be planned, but there is no ${partition} organization`,
        fix,
      },
    ];
  });
};
