import type { FoundGap } from "./gap";
import type { Reason } from "./reasons";

/** A gap without its place. */
export type LocalGap = Pick<FoundGap, "wanted" | "found" | "reason" | "resource" | "attribute">;

/** A gap of something that is not there. */
export function missing(reason: Reason, resource: string): LocalGap {
  return { wanted: "present", found: "missing", reason, resource };
}
