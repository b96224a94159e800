import { referencesOf, refersTo, valueOf } from "../../../read/attributes";
import { arrayOf, objectOf, parsedOf, stringOf } from "../../../read/json";
import type { PlannedResource } from "../../../read/plan-model";
import { resourcesIn, type RegionView } from "../../region-view";

/**
 * A stack's queues: those that hold findings on their way, and those that hold findings that could not be delivered.
 */
export interface Queues {
  readonly working: readonly PlannedResource[];
  readonly dead: readonly PlannedResource[];
}

/** Sorts a stack's queues. A queue is a dead-letter queue if a redrive policy or a rule's target names it as one. */
export function queuesOf(view: RegionView): Queues {
  const queues = resourcesIn(view, "aws_sqs_queue");
  const targets = resourcesIn(view, "aws_cloudwatch_event_target");
  const isDead = (queue: PlannedResource) =>
    queues.some(
      (other) =>
        other !== queue && (names(redriveTarget(other), queue) || refersTo(other, "redrive_policy", queue)),
    ) ||
    targets.some(
      (target) => names(deadLetterArn(target), queue) || refersTo(target, "dead_letter_config", queue),
    );
  return { working: queues.filter((queue) => !isDead(queue)), dead: queues.filter(isDead) };
}

/** The ARN that a queue's redrive policy names; empty if there is none, or if it is known only after apply. */
function redriveTarget(queue: PlannedResource): string {
  return stringOf(objectOf(parsedOf(valueOf(queue, "redrive_policy"))).deadLetterTargetArn);
}

/** The ARN of the queue for events that a rule's target does not accept. */
function deadLetterArn(target: PlannedResource): string {
  return stringOf(objectOf(arrayOf(valueOf(target, "dead_letter_config"))[0]).arn);
}

/**
 * Whether a rule's target has a queue for events that it does not accept, whether or not that queue's ARN is known
 * yet.
 */
export function hasDeadLetters(target: PlannedResource): boolean {
  return deadLetterArn(target) !== "" || referencesOf(target.expressions.dead_letter_config).length > 0;
}

function names(arn: string, queue: PlannedResource): boolean {
  return arn !== "" && arn.split(":").at(-1) === stringOf(valueOf(queue, "name"));
}
