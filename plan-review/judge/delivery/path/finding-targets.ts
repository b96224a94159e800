import { arn, parseArn } from "../../../../aws/arn";
import type { OrgdutyConfig } from "../../../../config/config";
import { resourceNames } from "../../../../config/names";
import { pointsTo, valueOf } from "../../../read/attributes";
import { stringOf } from "../../../read/json";
import type { PlannedResource } from "../../../read/plan-model";
import { resourcesIn, type RegionView } from "../../region-view";
import { isWholly, type Accounts } from "./whole-arns";

/** A rule's targets. A rule of the same name on another bus is another rule. */
export function targetsOf(view: RegionView, rule: PlannedResource): PlannedResource[] {
  const busOf = (item: PlannedResource) => stringOf(valueOf(item, "event_bus_name") ?? "default");
  return resourcesIn(view, "aws_cloudwatch_event_target").filter(
    (target) => pointsTo(target, "rule", rule) && busOf(target) === busOf(rule),
  );
}

/** Whether a target is the bus of the config's hub in the home region. */
export function isHubsBus(config: OrgdutyConfig, target: PlannedResource): boolean {
  const { partition } = target;
  const organization = config.organizations[partition];
  if (!organization) return false;
  const { homeRegion: region, administratorAccountId: account } = organization;
  const resource = `event-bus/${resourceNames(config).bus}`;
  return valueOf(target, "arn") === arn({ partition, service: "events", region, account, resource });
}

/** The queue in the same plan that a target names by its whole ARN, or refers to. */
export function queueOf(
  accounts: Accounts,
  view: RegionView,
  target: PlannedResource,
): PlannedResource | undefined {
  return resourcesIn(view, "aws_sqs_queue").find((queue) => isWholly(accounts, target, "arn", queue));
}

/** The account that a target is in; undefined if the target's ARN is known only after apply. */
export function accountOf(target: PlannedResource): string | undefined {
  const text = stringOf(valueOf(target, "arn"));
  return text === "" ? undefined : parseArn(text).accountId;
}

/** A target in a few words: its ARN if it is neither a queue of the plan nor the hub. */
export function describeTarget(config: OrgdutyConfig, view: RegionView, target: PlannedResource): string {
  if (isHubsBus(config, target)) return "the hub's bus";
  const organization = config.organizations[view.partition];
  if (organization && queueOf(organization, view, target)) return "a queue";
  return stringOf(valueOf(target, "arn")) || "a target known only after apply";
}
