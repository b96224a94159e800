import { isSamePattern } from "../../../../aws/event-pattern/same-pattern";
import { isJsonObject, type Json, type JsonObject } from "../../../../aws/json";
import type { OrganizationConfig } from "../../../../config/config";
import { findingPattern, HUB_PATTERN } from "../../../../config/finding-pattern";
import { valueOf } from "../../../read/attributes";
import { parsedOf, stringOf } from "../../../read/json";
import type { PlannedResource } from "../../../read/plan-model";
import { resourcesIn, type RegionView } from "../../region-view";
import { mayMatchFinding } from "./matches-findings";

/** The rules of a stack whose pattern matches findings, with whichever operators it does. */
export function findingRules(view: RegionView): PlannedResource[] {
  return resourcesIn(view, "aws_cloudwatch_event_rule").filter((rule) => {
    const pattern = patternOf(rule);
    return pattern !== undefined && mayMatchFinding(pattern, { region: view.region });
  });
}

/** A rule's pattern; undefined if it has none, because it runs by the clock, or if it is known only after apply. */
export function patternOf(rule: PlannedResource): JsonObject | undefined {
  const parsed = parsedOf(valueOf(rule, "event_pattern")) as Json | undefined;
  return isJsonObject(parsed) ? parsed : undefined;
}

/** Whether a rule is enabled, in the provider's new or old argument. */
export function isEnabled(rule: PlannedResource): boolean {
  return valueOf(rule, "state") !== "DISABLED" && valueOf(rule, "is_enabled") !== false;
}

/**
 * Rules on the bus that a stack's findings arrive on. In a region this is the default bus, to which GuardDuty sends
 * them.
 */
export function rulesOnTheBus(view: RegionView): PlannedResource[] {
  return findingRules(view).filter(
    (rule) =>
      view.kind === "foundation" || stringOf(valueOf(rule, "event_bus_name") ?? "default") === "default",
  );
}

/**
 * Whether a rule matches exactly what the config says, in whatever way it is written. In the foundation, it must match
 * what arrives on the hub's bus.
 */
export function picksAsConfigured(
  { forwarding }: OrganizationConfig,
  view: RegionView,
  rule: PlannedResource,
): boolean {
  if (!forwarding) return false;
  const isHub = view.kind === "foundation";
  const expected = (isHub ? HUB_PATTERN : findingPattern(forwarding)) as JsonObject;
  const planned = patternOf(rule);
  return planned !== undefined && isSamePattern(planned, expected, isHub ? {} : { region: view.region });
}

/**
 * The rule that a stack's findings go through. If several rules are enabled, it is one that matches what the config
 * says.
 */
export function pickingRule(organization: OrganizationConfig, view: RegionView): PlannedResource | undefined {
  const on = rulesOnTheBus(view).filter(isEnabled);
  return on.find((rule) => picksAsConfigured(organization, view, rule)) ?? on[0];
}
