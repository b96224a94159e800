import type { Watch } from "../alarms/alarms";
import { deadLettersWatch } from "../finding-queue/dead-letters-watch";

/** Watches for events that EventBridge could not deliver, with EventBridge's own metrics. */
export function intakeWatches(
  targetDeadLetterQueue: string,
  ruleName: string,
  eventBusName?: string,
): Watch[] {
  const onRule = {
    namespace: "AWS/Events" as const,
    dimensions: { RuleName: ruleName, ...(eventBusName && { EventBusName: eventBusName }) },
    statistic: "Sum" as const,
    threshold: 0,
  };
  return [
    {
      ...onRule,
      watches: "failed-invocations",
      description: "EventBridge gave up on findings: see the target's policy and the key's grants",
      metricName: "FailedInvocations",
    },
    {
      ...onRule,
      watches: "lost",
      description: "Findings are lost: EventBridge could not put them into the dead-letter queue either",
      metricName: "InvocationsFailedToBeSentToDlq",
    },
    deadLettersWatch("unsent", targetDeadLetterQueue, "Findings wait that EventBridge could not deliver"),
  ];
}
