import { organizationOf, regionViews, resourcesIn, type RegionView, foundationView } from "../../region-view";
import { valueOf } from "../../../read/attributes";
import { pickingRule } from "./finding-rules";
import { describeTarget, isHubsBus, targetsOf } from "./finding-targets";
import { arrayOf, objectOf, parsedOf, stringOf } from "../../../read/json";
import type { PlannedResource } from "../../../read/plan-model";
import { queuesOf } from "./queues";
import { describeRelay, relayOf } from "./relay";
import { type ReviewContext } from "../../rule";

/** Where a region's findings go, link by link, according to the plans. A text is empty if there is no such link. */
export interface FindingsPath {
  readonly region: string;
  readonly rule: string;
  readonly filter: string;
  /** Everything that the rule sends findings to: a queue, the hub's bus, and any other target by its ARN. */
  readonly target: string;
  readonly queues: readonly string[];
  readonly function: string;
  readonly relay: string;
  readonly alarms: number;
  /** Filters that archive the findings that they match, so that these never arrive. */
  readonly suppressions: readonly string[];
  readonly lists: readonly string[];
  readonly exportTo: string;
}

/** The findings path of every region. With a hub, the links after the region's rule are in the foundation. */
export function findingsPaths(context: ReviewContext): FindingsPath[] {
  return regionViews(context).map((view) => {
    const rule = pickingRule(organizationOf(context, view), view);
    const targets = rule ? targetsOf(view, rule) : [];
    const toHub = targets.some((target) => isHubsBus(context.config, target));
    const delivering = toHub ? foundationView(context, view.partition) : view;
    const lambda = delivering && forwarderOf(delivering);
    const stacks = delivering && delivering !== view ? [view, delivering] : [view];
    const parts = stacks.map(queuesOf);
    const relay = lambda && relayOf(lambda);
    return {
      region: view.region,
      rule: rule?.address ?? "",
      filter: rule ? filterOf(rule) : "",
      target: targets.map((target) => describeTarget(context.config, view, target)).join(", "),
      queues: parts.flatMap(({ working, dead }) => [
        ...working.map((queue) => describeQueue(queue)),
        ...dead.map((queue) => `${describeQueue(queue)}, dead letters`),
      ]),
      function: lambda?.address ?? "",
      relay: relay === undefined ? "" : describeRelay(relay),
      alarms: stacks.flatMap((stack) => resourcesIn(stack, "aws_cloudwatch_metric_alarm")).length,
      suppressions: suppressionsOf(view),
      lists: resourcesIn(view, "aws_guardduty_ipset", "aws_guardduty_threatintelset").map(
        (list) =>
          `${stringOf(valueOf(list, "name"))} (${list.type === "aws_guardduty_ipset" ? "trusted" : "threat"})`,
      ),
      exportTo: stringOf(
        resourcesIn(view, "aws_guardduty_publishing_destination").map((to) =>
          valueOf(to, "destination_arn"),
        )[0],
      ),
    };
  });
}

/** The function in a stack that delivers findings to a log relay. */
export function forwarderOf(view: RegionView): PlannedResource | undefined {
  return resourcesIn(view, "aws_lambda_function").find((lambda) => relayOf(lambda) !== undefined);
}

function filterOf(rule: PlannedResource): string {
  const pattern = objectOf(parsedOf(valueOf(rule, "event_pattern")));
  const { source, "detail-type": type, detail, ...others } = pattern;
  if (Object.keys(others).length > 0) return JSON.stringify({ ...others, detail });
  return detail === undefined ? "every finding" : JSON.stringify(detail);
}

function describeQueue(queue: PlannedResource): string {
  const days = Number(valueOf(queue, "message_retention_seconds") ?? 345_600) / 86_400;
  const key = stringOf(valueOf(queue, "kms_master_key_id"));
  const encryption =
    key || (valueOf(queue, "sqs_managed_sse_enabled") === true ? "SSE-SQS" : "not encrypted");
  return `${stringOf(valueOf(queue, "name"))}: ${days} days, ${encryption}`;
}

function suppressionsOf(view: RegionView): string[] {
  return resourcesIn(view, "aws_guardduty_filter")
    .filter(({ after }) => after?.action === "ARCHIVE")
    .map(
      (filter) =>
        `${String(valueOf(filter, "rank"))}. ${stringOf(valueOf(filter, "name"))}: ${criteriaOf(filter)}`,
    );
}

function criteriaOf(filter: PlannedResource): string {
  const criteria = arrayOf(filter.after?.finding_criteria).flatMap((item) =>
    arrayOf(objectOf(item).criterion),
  );
  return criteria
    .map(objectOf)
    .map(({ field, ...tests }) => {
      const given = Object.entries(tests).filter(
        ([, value]) => (value && arrayOf(value).length !== 0) || (typeof value === "string" && value),
      );
      return `${stringOf(field)} ${given.map(([test, value]) => `${test} ${[value].flat().join("|")}`).join(" and ")}`;
    })
    .join("; ");
}
