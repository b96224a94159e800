import type { ResourceException } from "../../config/config";
import { hasExpired, isWithinAYear } from "./process/exceptions";
import type { Evidence, ReviewContext } from "./rule";

/** The result of applying a config's exceptions to a rule's failures. */
export interface Excepted {
  /** Failures that no valid exception covers. */
  readonly failing: readonly Evidence[];
  /** Failures that a valid exception names. */
  readonly accepted: readonly Evidence[];
  /** A line for each exception that is used. */
  readonly notes: readonly string[];
  /** A line for each exception of the rule that is spent, because nothing that it names fails any more. */
  readonly spent: readonly string[];
}

/**
 * Splits a rule's failures by the exceptions that name their resource. An exception has no effect if it has expired,
 * or if it lasts for more than a year.
 */
export function exceptResources(
  { config, now }: Pick<ReviewContext, "config" | "now">,
  rule: string,
  failures: readonly Evidence[],
): Excepted {
  const own = (config.review.exceptions ?? []).filter((exception) => exception.rule === rule);
  const valid = own.filter(({ until }) => isWithinAYear(until, now));
  const isAccepted = (evidence: Evidence) => valid.some((exception) => names(exception, evidence));
  const used = own.filter((exception) => failures.some((evidence) => names(exception, evidence)));
  return {
    failing: failures.filter((evidence) => !isAccepted(evidence)),
    accepted: failures.filter(isAccepted),
    notes: used.map((exception) => {
      const { owner, until, reason } = exception;
      const ended = hasExpired(until, now) ? `expired on ${until}` : `until ${until}, more than a year away`;
      const term = valid.includes(exception) ? `until ${until}` : ended;
      return `exception for ${placeOf(exception)} by ${owner}, ${term}: ${reason}`;
    }),
    spent: own
      .filter((exception) => !used.includes(exception))
      .map((exception) => `exception for ${placeOf(exception)} is spent: nothing that it names fails`),
  };
}

function names({ stack, address }: ResourceException, evidence: Evidence): boolean {
  if (evidence.address === undefined || (stack !== undefined && stack !== evidence.stack)) return false;
  const pattern = address.split("*").map((part) => part.replace(/[^\w]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`).test(evidence.address);
}

function placeOf({ stack, address }: ResourceException): string {
  return stack === undefined ? address : `${address} in ${stack}`;
}
