import type { StateContent } from "./state-at";

/** What was found at a place. A bucket may not exist yet, or refuse this person. */
export type AtPlace = Pick<StateContent, "lineage" | "resources"> | undefined | "unreadable";

/**
 * Where a stack's state is, if this machine last saw it elsewhere than the config says. `both`: two states hold resources, and neither is a
 * copy of the other, so that each would change or destroy what the other has made.
 */
export type Whereabouts = "as the config says" | "as last seen" | "both" | "nowhere";

/**
 * Compares the two places. What was destroyed left an empty state. A place that cannot be read counts as one that holds
 * something, but not as the place where the state is now.
 */
export function whereabouts(lastSeen: AtPlace, wanted: AtPlace): Whereabouts {
  const old = lastSeen !== "unreadable" && lastSeen && lastSeen.resources > 0 ? lastSeen : undefined;
  if (wanted !== "unreadable" && wanted && wanted.resources > 0)
    return old && old.lineage !== wanted.lineage ? "both" : "as the config says";
  return old || lastSeen === "unreadable" ? "as last seen" : "nowhere";
}
