import type { Rule } from "../complete/draft";

/** The rules that compare plan files with the stacks made from this config (plan-review/judge/conformance). */
const OF_CONFORMANCE = ["OD-057", "OD-058", "OD-059"];

const FIX = "name the difference in review.differences: {address, attribute, reason, owner, until}";

/** A difference must be accepted by its name: waiving the whole rule would also accept every other difference. */
export const differencesAreNamed: Rule = ({ review }) => [
  ...(["rules", "waivers"] as const).flatMap((section) =>
    OF_CONFORMANCE.filter((id) => Object.hasOwn(review?.[section] ?? {}, id)).map((id) => ({
      path: ["review", section, id],
      message: `${id} compares plans with what this config makes: it cannot be ${section === "rules" ? "lowered" : "waived"} as a whole`,
      fix: FIX,
    })),
  ),
  ...(review?.exceptions ?? []).flatMap(({ rule }, index) =>
    rule !== undefined && OF_CONFORMANCE.includes(rule)
      ? [
          {
            path: ["review", "exceptions", index, "rule"],
            message: `${rule} compares plans with what this config makes: an exception would accept any difference of the resource`,
            fix: FIX,
          },
        ]
      : [],
  ),
];
