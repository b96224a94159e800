import type { OrganizationConfig } from "../../../../config/config";
import { findingPattern, HUB_PATTERN } from "../../../../config/finding-pattern";
import { valueOf } from "../../../read/attributes";
import { canonical, objectOf, parsedOf, stringOf, stringsOf } from "../../../read/json";
import type { PlannedResource, StackPlan } from "../../../read/plan-model";
import { resourcesIn } from "../../rule";

/** Rules of a stack that match events of GuardDuty. */
export function findingRules(plan: StackPlan): PlannedResource[] {
  return resourcesIn(plan, "aws_cloudwatch_event_rule").filter((rule) =>
    stringsOf(objectOf(parsedOf(valueOf(rule, "event_pattern"))).source).includes("aws.guardduty"),
  );
}

/** Whether a rule is on, said in the provider's new way or in its old one. */
export function isEnabled(rule: PlannedResource): boolean {
  return valueOf(rule, "state") !== "DISABLED" && valueOf(rule, "is_enabled") !== false;
}

/** Rules on the bus that a stack's findings arrive on: in a region the default one, where GuardDuty puts them. */
export function rulesOnTheBus(plan: StackPlan): PlannedResource[] {
  return findingRules(plan).filter(
    (rule) =>
      plan.kind === "foundation" || stringOf(valueOf(rule, "event_bus_name") ?? "default") === "default",
  );
}

/** Whether a rule picks exactly what the config says; in the foundation, what arrives on the hub's bus. */
export function picksAsConfigured(
  { forwarding }: OrganizationConfig,
  plan: StackPlan,
  rule: PlannedResource,
): boolean {
  if (!forwarding) return false;
  const expected = plan.kind === "foundation" ? HUB_PATTERN : findingPattern(forwarding);
  return canonical(parsedOf(valueOf(rule, "event_pattern"))) === canonical(expected);
}

/** The rule that a stack's findings go through: of several that are on, one that picks what the config says. */
export function pickingRule(organization: OrganizationConfig, plan: StackPlan): PlannedResource | undefined {
  const on = rulesOnTheBus(plan).filter(isEnabled);
  return on.find((rule) => picksAsConfigured(organization, plan, rule)) ?? on[0];
}
