import type { Rule } from "../../complete/draft";

/** No region may be listed twice. */
export const regionsAreListedOnce: Rule = ({ regions }) => {
  if (!Array.isArray(regions)) return [];
  return regions.flatMap((region, index) =>
    regions.indexOf(region) === index
      ? []
      : [{ path: ["regions", index], message: `"${region}" is listed twice`, fix: "keep one of them" }],
  );
};
