import { FINDING_TYPE_NAMES } from "../aws/finding-types/finding-types";
import type { ForwardingConfig } from "../config/config";

/** What a heartbeat says of itself, under the names that a rule reads in a finding. */
export interface HeartbeatDetail {
  readonly type: string;
  readonly severity: number;
}

/** GuardDuty's lowest: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const LOWEST_SEVERITY = 1;

/**
 * The type and severity of a heartbeat, which are those of a finding that the config picks: the first published type that the
 * selection begins, and the lowest severity, so that a rule whose severity is raised by hand picks no heartbeat either. An entry
 * that begins no published type (`unlisted`) stands for itself.
 */
export function heartbeatDetail({
  minimumSeverity = LOWEST_SEVERITY,
  findingTypes = [],
}: Pick<ForwardingConfig, "minimumSeverity" | "findingTypes">): HeartbeatDetail {
  const beginnings = findingTypes.length === 0 ? [""] : findingTypes;
  const published = FINDING_TYPE_NAMES.find((name) => beginnings.some((entry) => name.startsWith(entry)));
  return { type: published ?? beginnings[0]!, severity: minimumSeverity };
}
