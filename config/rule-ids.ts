/** The highest id of a rule of the review. Ids are counted up and never used again: a new rule is a new number here. */
const LAST = 62;

/** The ids of the review's rules, for `review.rules` and `review.waivers`. A test compares them with the rules there are. */
export const RULE_IDS: readonly string[] = Array.from(
  { length: LAST },
  (_, index) => `OD-${String(index + 1).padStart(3, "0")}`,
);
