/**
 * The names of the environment variables that the forwarder's construct sets and its handler reads.
 * This file holds names only: whoever imports it gets no behaviour.
 */
export const ENVIRONMENT = {
  /** JSON of the log relay: protocol, address and options, as in orgduty.yaml. Never a secret. */
  logRelay: "ORGDUTY_LOG_RELAY",
  /** guardduty, ocsf or cef. */
  format: "ORGDUTY_FORMAT",
  /** URL of the queue the function reads from: it changes the visibility of messages it hands back. */
  queueUrl: "ORGDUTY_QUEUE_URL",
  /** URL of the dead-letter queue for messages that can never be delivered. */
  deadLetterQueueUrl: "ORGDUTY_DEAD_LETTER_QUEUE_URL",
  /** Name of the secret in Secrets Manager, in the function's own region. Absent: the relay needs none. */
  secretName: "ORGDUTY_SECRET_NAME",
} as const;

/** What the forwarder's metrics in CloudWatch are called, for whoever watches them. */
export const METRICS = {
  namespace: "orgduty",
  service: "finding-forwarder",
  /** The dimension that holds the function's name: an account may have forwarders of two configs in one region. */
  functionDimension: "function_name",
  /** Findings and heartbeats that the relay took. */
  delivered: "delivered",
} as const;
