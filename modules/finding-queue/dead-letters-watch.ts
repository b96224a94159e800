import type { Watch } from "../alarms/alarms";

/** Any message in a dead-letter queue is a finding that the relay does not have. */
export function deadLettersWatch(watches: string, queueName: string, description: string): Watch {
  return {
    watches,
    description,
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: queueName },
    statistic: "Maximum",
    threshold: 0,
  };
}
