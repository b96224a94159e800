/**
 * EventBridge's error codes, as a dead letter has them in ERROR_CODE.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export type RefusalCode =
  | "NO_PERMISSIONS"
  | "NO_RESOURCE"
  | "FAILED_TO_ASSUME_ROLE"
  | "THIRD_ACCOUNT_HOP_DETECTED"
  | "THIRD_REGION_HOP_DETECTED"
  | "INVALID_PARAMETER"
  | "ERROR_FROM_TARGET"
  | "THROTTLING";

/**
 * Whether a retry can help. Throttling passes; a missing permission or resource does not, so such events go to the
 * dead-letter queue at once.
 */
const RETRIED: readonly RefusalCode[] = ["THROTTLING", "ERROR_FROM_TARGET"];

/** The reason why a target did not accept an event. */
export class DeliveryRefusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
    this.name = "DeliveryRefusal";
  }

  get isRetried(): boolean {
    return RETRIED.includes(this.code);
  }
}
