import { arn } from "../../../../aws/arn";
import { matchesPattern } from "../../../../aws/event-pattern/pattern";
import type { JsonObject } from "../../../../aws/json";
import { HEARTBEAT } from "../../../../config/heartbeat";
import { findingsNames } from "../../../../intent/findings-names";
import { valueOf } from "../../../read/attributes";
import { objectOf, parsedOf, stringOf } from "../../../read/json";
import type { Attributes, PlannedResource } from "../../../read/plan-model";
import { organizationOf, resourcesIn, type RegionView } from "../../region-view";
import type { ReviewContext } from "../../rule";
import { patternOf } from "./finding-rules";

/**
 * Why no heartbeat passes a region's rule; undefined if one does. Without heartbeats a silent path looks like a quiet region, and
 * the alarm on silence cannot tell them apart.
 */
export function whyNoHeartbeat(
  context: ReviewContext,
  view: RegionView,
  rule: PlannedResource,
): string | undefined {
  const schedules = resourcesIn(view, "aws_scheduler_schedule");
  const reasons = schedules.map((schedule) => whyNot(context, view, rule, schedule));
  if (reasons.includes(undefined)) return undefined;
  return reasons[0] ?? "no schedule sends heartbeats";
}

function whyNot(
  context: ReviewContext,
  view: RegionView,
  rule: PlannedResource,
  schedule: PlannedResource,
): string | undefined {
  const { address } = schedule;
  const { partition, region } = view;
  const organization = organizationOf(context, view);
  const { administratorAccountId: account } = organization;
  const bus = arn({ partition, service: "events", region, account, resource: "event-bus/default" });
  const { heartbeatRole } = findingsNames({ config: context.config, organization }, organization.homeRegion);
  const target = one(valueOf(schedule, "target"));
  if (valueOf(schedule, "state") === "DISABLED") return `${address} is disabled`;
  if (stringOf(target.arn) !== bus)
    return `${address} sends to ${stringOf(target.arn) || "a target known only after apply"}, and not to the bus of the findings`;
  if (stringOf(target.role_arn) !== heartbeatRole.arn) return `${address} has another role`;
  const event = eventOf(region, account, target);
  if (event.source !== HEARTBEAT.source || event["detail-type"] !== HEARTBEAT.detailType)
    return `${address} sends what the forwarder does not take for a heartbeat`;
  const pattern = patternOf(rule);
  return pattern && matchesPattern(pattern, event)
    ? undefined
    : `${rule.address} does not pick the heartbeat that ${address} sends: ${stringOf(target.input)}`;
}

/** The event as it is on the bus. */
function eventOf(region: string, account: string, target: Attributes): JsonObject {
  const { source, detail_type } = one(target.eventbridge_parameters);
  return {
    ...{ version: "0", account, region, source: stringOf(source), "detail-type": stringOf(detail_type) },
    detail: objectOf(parsedOf(target.input)) as JsonObject,
  };
}

/** A block that exists once: Terraform's JSON holds it in a list. */
function one(value: unknown): Attributes {
  return objectOf([value].flat()[0]);
}
