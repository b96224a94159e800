import type { Watch } from "../alarms/alarms";
import { deadLettersWatch } from "../finding-queue/dead-letters-watch";

const HOUR_SECONDS = 60 * 60;

/** Findings that wait too long, or that the relay refused, and a function that fails as a whole. */
export function deliveryWatches(queue: string, deadLetterQueue: string, functionName: string): Watch[] {
  return [
    oldestMessage("oldest-message-hour", queue, HOUR_SECONDS, "an hour"),
    oldestMessage("oldest-message-day", queue, 24 * HOUR_SECONDS, "a day"),
    deadLettersWatch("dead", deadLetterQueue, "Findings wait that could not be delivered to the log relay"),
    {
      watches: "errors",
      description: "The forwarder fails as a whole: see its log",
      namespace: "AWS/Lambda",
      metricName: "Errors",
      dimensions: { FunctionName: functionName },
      statistic: "Sum",
      threshold: 0,
    },
  ];
}

function oldestMessage(watches: string, queue: string, threshold: number, inWords: string): Watch {
  return {
    watches,
    description: `A finding has been waiting for the log relay for more than ${inWords}`,
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: queue },
    statistic: "Maximum",
    threshold,
  };
}
