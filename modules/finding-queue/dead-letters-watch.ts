import type { Watch } from "../alarms/alarms";

/** Watches a dead-letter queue: any message in it is a finding that the relay does not have. */
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
