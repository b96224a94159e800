import type { Rule } from "../complete/draft";

/** The rules that compare plan files with what this config makes (plan-review/judge/conformance). */
const OF_CONFORMANCE = ["OD-057", "OD-058", "OD-059"];

/** A difference is accepted by its name: whoever waived the whole rule would accept every other one with it. */
export const differencesAreNamed: Rule = ({ review }) =>
  (["rules", "waivers"] as const).flatMap((section) =>
    OF_CONFORMANCE.filter((id) => Object.hasOwn(review?.[section] ?? {}, id)).map((id) => ({
      path: ["review", section, id],
      message: `${id} compares plans with what this config makes: it cannot be ${section === "rules" ? "lowered" : "waived"} as a whole`,
      fix: "name the difference in review.differences: {address, attribute, reason, owner, until}",
    })),
  );
