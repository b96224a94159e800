import { isSet, refersTo, valueOf } from "../../../read/attributes";
import { canonical, objectOf, stringOf } from "../../../read/json";
import type { PlannedResource } from "../../../read/plan-model";
import { resourcesIn, type RegionView } from "../../region-view";

/** A metric, and when it is bad. */
export interface Signal {
  readonly namespace: string;
  readonly metric: string;
  /** The dimensions that AWS counts it by; it is counted under no other. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** The dimension that names the resource, for an alarm that refers to it. */
  readonly of?: PlannedResource;
  /** The smallest value that is bad; for silence, the smallest that is not. */
  readonly bad: number;
  /** Whether too little is bad, instead of too much. */
  readonly isSilence?: boolean;
}

const DAY_SECONDS = 24 * 60 * 60;

/**
 * What shows that messages wait in a queue for dead letters. If SQS itself moves a message there, neither
 * NumberOfMessagesSent nor NumberOfMessagesReceived counts it.
 */
export function waitingIn(queue: PlannedResource): Signal[] {
  const own = { namespace: "AWS/SQS", dimensions: { QueueName: nameOf(queue) }, of: queue };
  return [{ ...own, metric: "ApproximateNumberOfMessagesVisible", bad: 1 }, oldestIn(queue)];
}

/** A finding that has been waiting in a queue for a day. */
export function oldestIn(queue: PlannedResource): Signal {
  const dimensions = { QueueName: nameOf(queue) };
  return {
    namespace: "AWS/SQS",
    metric: "ApproximateAgeOfOldestMessage",
    dimensions,
    of: queue,
    bad: DAY_SECONDS + 1,
  };
}

/** A rule's events that EventBridge did not deliver, not even to the queue for these. */
export function failuresOf(rule: PlannedResource): Signal[] {
  const bus = stringOf(valueOf(rule, "event_bus_name") ?? "default");
  const dimensions = { RuleName: nameOf(rule), ...(bus !== "default" && { EventBusName: bus }) };
  const own = { namespace: "AWS/Events", dimensions, of: rule, bad: 1 };
  return ["FailedInvocations", "InvocationsFailedToBeSentToDlq"].map((metric) => ({ ...own, metric }));
}

/** A forwarder that fails as a whole, or that delivers nothing (the count is its own: lambda-src/.../environment.ts). */
export function troublesOf(lambda: PlannedResource): Signal[] {
  const name = stringOf(valueOf(lambda, "function_name"));
  const service = { service: "finding-forwarder", function_name: name };
  return [
    { namespace: "AWS/Lambda", metric: "Errors", dimensions: { FunctionName: name }, of: lambda, bad: 1 },
    { namespace: "orgduty", metric: "delivered", dimensions: service, of: lambda, bad: 1, isSilence: true },
  ];
}

/** Why no alarm of a stack goes off on a signal; undefined if one does. */
export function whyUnheard(view: RegionView, signal: Signal): string | undefined {
  const alarms = resourcesIn(view, "aws_cloudwatch_metric_alarm").filter(
    (alarm) => valueOf(alarm, "metric_name") === signal.metric && isOn(alarm, signal),
  );
  const reasons = alarms.map((alarm) => ({ alarm, reason: whySilent(alarm, signal) }));
  if (reasons.some(({ reason }) => reason === undefined)) return undefined;
  const told = reasons.map(({ alarm, reason }) => `${alarm.address} ${reason}`);
  return told.length === 0 ? `no alarm on ${signal.metric}` : told.join("; ");
}

function isOn(alarm: PlannedResource, { dimensions, of }: Signal): boolean {
  if (canonical(objectOf(valueOf(alarm, "dimensions"))) === canonical(dimensions)) return true;
  const isUnknown =
    Object.keys(objectOf(valueOf(alarm, "dimensions"))).length < Object.keys(dimensions).length;
  return isUnknown && of !== undefined && refersTo(alarm, "dimensions", of);
}

/** Why an alarm does not go off although its metric is bad; undefined if it does. */
function whySilent(
  alarm: PlannedResource,
  { namespace, bad, isSilence = false }: Signal,
): string | undefined {
  const own = stringOf(valueOf(alarm, "namespace"));
  if (own !== namespace) return `watches ${own}, where nothing is counted`;
  if (valueOf(alarm, "actions_enabled") === false) return "is switched off";
  if (isSet(alarm, "threshold_metric_id")) return undefined;
  const threshold = Number(valueOf(alarm, "threshold"));
  const operator = stringOf(valueOf(alarm, "comparison_operator"));
  // A silence is a count of 0, or no count at all.
  const value = isSilence ? 0 : bad;
  if (!goesOff(value, operator, threshold)) return `does not go off: ${operator} ${threshold}`;
  const isMissed = isSilence && valueOf(alarm, "treat_missing_data") !== "breaching";
  return isMissed ? "takes no data for no trouble" : undefined;
}

function goesOff(value: number, operator: string, threshold: number): boolean {
  const tests: Readonly<Record<string, boolean>> = {
    GreaterThanThreshold: value > threshold,
    GreaterThanOrEqualToThreshold: value >= threshold,
    LessThanThreshold: value < threshold,
    LessThanOrEqualToThreshold: value <= threshold,
  };
  return tests[operator] ?? false;
}

function nameOf(item: PlannedResource): string {
  return stringOf(valueOf(item, "name"));
}
