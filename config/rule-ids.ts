/** The highest id of a review rule. Ids count up and are never reused: for a new rule, raise this number. */
const LAST = 70;

/**
 * The ids of the review's rules, for `review.rules` and `review.waivers`. A test compares them with the existing rules.
 */
export const RULE_IDS: readonly string[] = Array.from(
  { length: LAST },
  (_, index) => `OD-${String(index + 1).padStart(3, "0")}`,
);
