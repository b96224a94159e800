import type { ForwardingConfig } from "./config";
import { HEARTBEAT } from "./heartbeat";

/** Which events a rule matches, in EventBridge's own JSON. */
export type EventPattern = Readonly<Record<string, unknown>>;

/** Both sources, and what each sends: findings, and the heartbeats that take the same way. */
const TAKEN = {
  source: ["aws.guardduty", HEARTBEAT.source],
  "detail-type": ["GuardDuty Finding", HEARTBEAT.detailType],
} as const;

/**
 * Matches findings on a region's default bus, and heartbeats under the same conditions: a pattern that picks nothing picks no
 * heartbeat, and their absence is an alarm. The source alone would also match CloudTrail calls, malware scan results
 * and runtime health. A finding type is a prefix, so `UnauthorizedAccess:EC2/` matches that whole family.
 */
export function findingPattern(
  forwarding: Pick<ForwardingConfig, "minimumSeverity" | "findingTypes">,
): EventPattern {
  const { minimumSeverity, findingTypes = [] } = forwarding;
  const detail = {
    ...(minimumSeverity !== undefined && { severity: [{ numeric: [">=", minimumSeverity] }] }),
    ...(findingTypes.length > 0 && { type: findingTypes.map((prefix) => ({ prefix })) }),
  };
  return {
    ...TAKEN,
    ...(Object.keys(detail).length > 0 && { detail }),
  };
}

/**
 * Whether a rule with that pattern matches a finding. Code that reads findings from somewhere other than the bus
 * filters with it.
 */
export function isPicked(
  { minimumSeverity, findingTypes = [] }: Pick<ForwardingConfig, "minimumSeverity" | "findingTypes">,
  { severity, type }: { readonly severity?: unknown; readonly type?: unknown },
): boolean {
  const isSevere =
    minimumSeverity === undefined || (typeof severity === "number" && severity >= minimumSeverity);
  return (
    isSevere && (findingTypes.length === 0 || findingTypes.some((prefix) => String(type).startsWith(prefix)))
  );
}

/** What arrives on the hub's bus: the findings that the regions' rules matched, and the regions' heartbeats. */
export const HUB_PATTERN: EventPattern = TAKEN;
