import { shown } from "../problems/shown";
import { section } from "./section";
import { line, matching, text } from "./text";

/** A day that exists, as YYYY-MM-DD. */
const day = text("date", (value, refuse) => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
  return exists
    ? value
    : refuse(`${shown(value)} is not a date`, "write a day as YYYY-MM-DD, e.g. 2027-06-30");
});

/** Why something unsafe is accepted, by whom, until when. An expired one is not refused here: the review fails it. */
export const exception = section({
  reason: line("reason", 500),
  owner: line("owner", 200),
  until: day.optional(),
});

/** The same for one resource that fails a rule: it names both. An address may hold `*`, because addresses end in a hash. */
export const resourceException = section({
  rule: matching("rule id", /^OD-\d{3}$/, "OD-001"),
  stack: line("stack", 100).optional(),
  address: line("address", 500),
  reason: line("reason", 500),
  owner: line("owner", 200),
  until: day,
});
