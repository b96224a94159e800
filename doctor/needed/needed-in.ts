import type { OrganizationConfig } from "../../config/config";
import type { Region } from "../../config/regions";
import type { ExpectedResource } from "../../intent/expected-stack";
import type { NeededAction } from "./needed-action";

/** What plan and apply need in a region. */
export function neededIn(
  _resources: readonly ExpectedResource[],
  _organization: OrganizationConfig,
  _region: Region,
): NeededAction[] {
  return [];
}
