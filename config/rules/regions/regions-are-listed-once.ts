import type { Rule } from "../../complete/draft";

/** No region stands twice in the list. */
export const regionsAreListedOnce: Rule = ({ regions }) => {
  if (!Array.isArray(regions)) return [];
  return regions.flatMap((region, index) =>
    regions.indexOf(region) === index
      ? []
      : [{ path: ["regions", index], message: `"${region}" is listed twice`, fix: "keep one of them" }],
  );
};
