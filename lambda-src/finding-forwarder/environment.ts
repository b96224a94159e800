/**
 * The names of the environment variables that the forwarder's construct sets and its handler reads.
 * This file contains names only, so importing it brings in no behaviour.
 */
export const ENVIRONMENT = {
  /** The log relay as JSON: protocol, address and options, as in orgduty.yaml. Never a secret. */
  logRelay: "ORGDUTY_LOG_RELAY",
  /** guardduty, ocsf or cef. */
  format: "ORGDUTY_FORMAT",
  /**
   * URL of the queue that the function reads from. The function changes the visibility of messages that it hands back.
   */
  queueUrl: "ORGDUTY_QUEUE_URL",
  /** URL of the dead-letter queue for messages that can never be delivered. */
  deadLetterQueueUrl: "ORGDUTY_DEAD_LETTER_QUEUE_URL",
  /** Name of the secret in Secrets Manager, in the function's own region. Absent: the relay needs none. */
  secretName: "ORGDUTY_SECRET_NAME",
} as const;

/**
 * The message attribute of findings that a person sends again, with `backfill` or `redrive`: the forwarder sends them to
 * the relay even if it remembers that it has delivered them.
 */
export const SENT_AGAIN = "sentAgain";

/** Names of the forwarder's metrics in CloudWatch, for code that reads them. */
export const METRICS = {
  namespace: "orgduty",
  service: "finding-forwarder",
  /** The dimension with the function's name: an account may have forwarders of two configs in one region. */
  functionDimension: "function_name",
  /** Findings and heartbeats that the relay accepted. */
  delivered: "delivered",
  /** How often the newest version of the relay's secret was read and could not be used. */
  secretUnusable: "secretUnusable",
} as const;
