import type { Gap } from "./gap";
import type { Reason } from "./reasons";

/** A gap without its place. */
export type LocalGap = Pick<Gap, "wanted" | "found" | "reason" | "resource">;

/** A gap of something that is not there. */
export function missing(reason: Reason, resource: string): LocalGap {
  return { wanted: "present", found: "missing", reason, resource };
}
