import { plannedRegions, type Rule } from "../../complete/draft";

/** At least one region must be left to plan. */
export const someRegionIsPlanned: Rule = ({ regions }) => {
  if (regions === undefined || plannedRegions(regions).length > 0) return [];
  return [
    { path: ["regions"], message: "every region is excluded", fix: "leave at least one region to plan" },
  ];
};
