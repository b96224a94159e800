import { hasDeadLetters } from "./path/queues";
import { judgeResources, type Rule } from "../rule";

/** After retrying for a day, EventBridge drops an event if there is no queue for it. */
export const undeliverableEventsAreKept: Rule = {
  id: "OD-026",
  title: "Every rule's target has a dead-letter queue",
  severity: "deny",
  fix: "give the target a dead_letter_config",
  evaluate: (context) =>
    judgeResources(context, ["aws_cloudwatch_event_target"], (target) =>
      hasDeadLetters(target) ? undefined : "drops what it cannot deliver",
    ),
};
