import type { Exception, OrgdutyConfig } from "../../../config/config";
import { objectOf } from "../../read/json";

/** An exception, with its place in the config. */
export interface NamedException extends Exception {
  /** The path in the config, e.g. `organizations.aws.enrolment.exclude.444444444444`. */
  readonly path: string;
}

/** Whether an exception's last day has passed. It is valid through that day, UTC. */
export function hasExpired(until: string | undefined, now: Date): boolean {
  return until !== undefined && now.toISOString().slice(0, 10) > until;
}

/** The longest that an exception of a rule may last. */
const MOST_DAYS = 366;

/**
 * Whether an exception is valid today and ends within a year. One that never ends is in effect a rule that was never
 * written down.
 */
export function isWithinAYear(until: string | undefined, now: Date): boolean {
  if (until === undefined || hasExpired(until, now)) return false;
  return Date.parse(`${until}T00:00:00Z`) - now.getTime() <= MOST_DAYS * 86_400_000;
}

/** Maps whose keys and values are the operator's own texts, so they cannot contain exceptions. */
const FREE_TEXT = /^tags$|(^|\.)logRelay\.headers$/;

/** Names in the completed config that differ from those in the operator's file. */
const WRITTEN_AS: Readonly<Record<string, string>> = { excludedRegions: "regions.exclude" };

/**
 * Every exception in a config, in any section: an object with a reason and an owner is one. Later features may add
 * sections, and an exception that a review does not list would go unseen.
 */
export function exceptionsOf(config: OrgdutyConfig): NamedException[] {
  const found: NamedException[] = [];
  // If a partition uses the top-level forwarding, it contains the same object again.
  const seen = new Set<unknown>();
  const visit = (value: unknown, path: string) => {
    if (seen.has(value) || FREE_TEXT.test(path)) return;
    seen.add(value);
    const { reason, owner, until } = objectOf(value);
    if (typeof reason === "string" && typeof owner === "string")
      found.push({ path, reason, owner, ...(typeof until === "string" && { until }) });
    const children = Array.isArray(value) ? value.entries() : Object.entries(objectOf(value));
    for (const [key, child] of children)
      if (typeof child === "object")
        visit(child, path === "" ? (WRITTEN_AS[key] ?? String(key)) : `${path}.${key}`);
  };
  visit(config, "");
  return found;
}
