/**
 * EventBridge's error codes, as they stand in a dead letter's ERROR_CODE.
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

/** Throttling passes; a missing permission or resource does not, so those go to the dead-letter queue at once. */
const RETRIED: readonly RefusalCode[] = ["THROTTLING", "ERROR_FROM_TARGET"];

/** Why a target did not take an event. */
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
