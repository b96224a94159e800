import { z } from "zod";
import { shown } from "../problems/shown";
import { section } from "./section";
import { line, says, text } from "./text";

/** A date that exists, as YYYY-MM-DD. */
const day = text("date", (value, refuse) => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
  return exists
    ? value
    : refuse(`${shown(value)} is not a date`, "write a day as YYYY-MM-DD, e.g. 2027-06-30");
});

/** The words that templates and our own fixes use, and placeholders that people leave for later. */
const PLACEHOLDER = /^\W*(why|who|reason|owner|todo|tbd|fixme|xxx|n\/?a|none|\.*)\W*$/i;

/** Text that a person wrote for this purpose: a template's word that was left in place tells an auditor nothing. */
function saidBySomeone(what: string, longest: number) {
  return line(what, longest).refine((value) => !PLACEHOLDER.test(value), {
    error: ({ input }) =>
      says(
        `${shown(input)} is a word to replace, no ${what}`,
        what === "owner" ? "name who answers for it" : "say why",
      ),
  });
}

/**
 * Why something unsafe is accepted, by whom, and until when. An expired exception is not refused here: the review fails
 * it.
 */
export const exception = section({
  reason: saidBySomeone("reason", 500),
  owner: saidBySomeone("owner", 200),
  until: day.optional(),
});

/** The same for an account. One that is a member leaves GuardDuty, unless it is to stay a member that nobody manages. */
export const accountExclusion = section({
  ...exception.shape,
  leave: z
    .literal("enrolled", {
      error: ({ input }) =>
        says(`must be enrolled, got ${shown(input)}`, "enrolled, or leave it out to off-board the account"),
    })
    .optional(),
});

/** The same for one difference between a plan and the config. It names the difference and must have an end date. */
export const differenceWaiver = section({
  stack: line("stack", 100).optional(),
  address: line("address", 500),
  attribute: line("attribute", 500).optional(),
  reason: line("reason", 500),
  owner: line("owner", 200),
  until: day,
});

/**
 * The same for one resource that fails a rule. It names both. An address may contain `*`, because addresses end in a
 * hash.
 */
export const resourceException = <RuleId extends z.ZodType>(rule: RuleId) =>
  section({
    rule,
    stack: line("stack", 100).optional(),
    address: line("address", 500),
    reason: line("reason", 500),
    owner: line("owner", 200),
    until: day,
  });
