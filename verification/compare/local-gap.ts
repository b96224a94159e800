import type { FoundGap } from "./gap";
import type { Reason } from "./reasons";

/** A gap without its account and region. */
export type LocalGap = Pick<FoundGap, "wanted" | "found" | "reason" | "resource" | "attribute">;

/** The gap for a resource that does not exist. */
export function missing(reason: Reason, resource: string): LocalGap {
  return { wanted: "present", found: "missing", reason, resource };
}
