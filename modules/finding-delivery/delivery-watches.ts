import { METRICS } from "../../lambda-src/finding-forwarder/environment";
import type { Pulse, Watch } from "../alarms/alarms";
import { deadLettersWatch } from "../finding-queue/dead-letters-watch";

const HOUR_SECONDS = 60 * 60;

/** An alarm goes off after this many missing heartbeats: one or two may be late after the relay was restarted. */
const MISSED_HEARTBEATS = 3;
/** CloudWatch shows a count minutes after it was written. */
const MIN_SILENCE_MINUTES = 15;

/** What to watch: a queue and its dead-letter queue, and the function that empties the queue. */
export interface Watched {
  readonly queue: string;
  readonly deadLetterQueue: string;
  readonly functionName: string;
  /** The interval of heartbeats, which arrive with the findings. */
  readonly heartbeatMinutes: number;
  /** Whether the function reads a secret. */
  readonly hasSecret: boolean;
}

/**
 * Watches for findings that wait too long or that the relay refused, a function that fails as a whole, and a relay that
 * receives nothing. Only the last one shows that the relay is down: SQS leaves a message that was received three times
 * out of the oldest message's age, and a message that is handed back is not an error of the function.
 * Source:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function deliveryWatches(watched: Watched) {
  const { queue, deadLetterQueue, functionName, heartbeatMinutes, hasSecret } = watched;
  return [
    oldestMessage("oldest-message-hour", queue, HOUR_SECONDS, "an hour"),
    oldestMessage("oldest-message-day", queue, 24 * HOUR_SECONDS, "a day"),
    deadLettersWatch("dead", deadLetterQueue, "Findings wait that could not be delivered to the log relay"),
    functionErrors(functionName),
    nothingDelivered(functionName, heartbeatMinutes),
    ...(hasSecret ? [secretUnusable(functionName)] : []),
  ];
}

function functionErrors(functionName: string): Watch {
  return {
    watches: "errors",
    description: "The forwarder fails as a whole: see its log",
    namespace: "AWS/Lambda",
    metricName: "Errors",
    dimensions: { FunctionName: functionName },
    statistic: "Sum",
    threshold: 0,
  };
}

/** The function goes on with the last good secret only as long as Lambda keeps its process. */
function secretUnusable(functionName: string): Watch {
  return {
    watches: "secret-unusable",
    description: "The newest version of the relay's secret cannot be used: the forwarder's log says why",
    namespace: METRICS.namespace,
    metricName: METRICS.secretUnusable,
    dimensions: { service: METRICS.service, [METRICS.functionDimension]: functionName },
    statistic: "Sum",
    threshold: 0,
  };
}

function nothingDelivered(functionName: string, heartbeatMinutes: number): Pulse {
  return {
    watches: "nothing-delivered",
    description: "Nothing reaches the log relay, not even heartbeats: findings wait, or do not come this far",
    namespace: METRICS.namespace,
    metricName: METRICS.delivered,
    dimensions: { service: METRICS.service, [METRICS.functionDimension]: functionName },
    silenceMinutes: Math.max(MIN_SILENCE_MINUTES, MISSED_HEARTBEATS * heartbeatMinutes),
  };
}

function oldestMessage(watches: string, queue: string, threshold: number, inWords: string): Watch {
  return {
    watches,
    description: `A finding that the forwarder did not take has been waiting for more than ${inWords}`,
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: queue },
    statistic: "Maximum",
    threshold,
  };
}
