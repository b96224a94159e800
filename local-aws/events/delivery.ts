import { setTimeout as sleep } from "node:timers/promises";
import type { Target } from "@aws-sdk/client-eventbridge";
import type { Envelope } from "./envelope";
import { sendToQueue } from "./queue-target";
import { DeliveryRefusal, type RefusalCode } from "./refusal";
import { targetInput } from "./target-input";

/** One attempt to hand an event to a target. @throws DeliveryRefusal */
export type Attempt = () => Promise<void>;

/** The result of delivering an event to one target. */
export interface DeliveryRecord {
  readonly eventId: string;
  readonly ruleArn: string;
  readonly targetArn: string;
  readonly outcome: "delivered" | "dead letter" | "lost";
  readonly retries: number;
  readonly errorCode?: RefusalCode;
  readonly error?: string;
}

/** Where an event goes, and which rule sends it. */
export interface Delivery {
  readonly endpoint: string;
  readonly event: Envelope;
  readonly ruleArn: string;
  readonly target: Target;
  readonly attempt: Attempt;
  /** Aborted when the local AWS stops: then nothing is retried. */
  readonly signal: AbortSignal;
}

/** EventBridge's defaults: 24 hours, 185 retries. */
const MAXIMUM_AGE_SECONDS = 86_400;
const MAXIMUM_RETRIES = 185;

/** Real time for each second of EventBridge's backoff: with half a millisecond, 185 retries take a minute. */
const MILLISECONDS_A_SECOND = 0.5;

/**
 * Delivers an event and retries as the target's retry policy says, if a retry can help. If delivery fails, the event
 * goes to the target's dead-letter queue, whose policy must allow the rule as well. Otherwise the event is lost, as in
 * AWS.
 */
export async function deliver(delivery: Delivery): Promise<DeliveryRecord> {
  const { event, ruleArn, target } = delivery;
  const base = { eventId: event.id, ruleArn, targetArn: target.Arn ?? "" };
  const failure = await attemptAll(delivery);
  if (failure === undefined) return { ...base, outcome: "delivered", retries: 0 };
  const told = {
    ...base,
    retries: failure.retries,
    errorCode: failure.refusal.code,
    error: failure.refusal.message,
  };
  const kept = await sendDeadLetter(delivery, failure);
  return { ...told, outcome: kept ? "dead letter" : "lost" };
}

interface Failure {
  readonly refusal: DeliveryRefusal;
  readonly retries: number;
  readonly exhausted?: "MaximumRetryAttempts" | "MaximumEventAgeInSeconds";
}

async function attemptAll({ attempt, target, signal }: Delivery): Promise<Failure | undefined> {
  const { RetryPolicy } = target;
  const maximumRetries = RetryPolicy?.MaximumRetryAttempts ?? MAXIMUM_RETRIES;
  const maximumAge = RetryPolicy?.MaximumEventAgeInSeconds ?? MAXIMUM_AGE_SECONDS;
  for (let retries = 0, ageSeconds = 0; ; retries += 1) {
    const refusal = await refusalOf(attempt);
    if (refusal === undefined) return undefined;
    if (!refusal.isRetried) return { refusal, retries };
    if (retries >= maximumRetries) return { refusal, retries, exhausted: "MaximumRetryAttempts" };
    const backoffSeconds = Math.min(2 ** retries, 600);
    ageSeconds += backoffSeconds;
    if (ageSeconds > maximumAge) return { refusal, retries, exhausted: "MaximumEventAgeInSeconds" };
    await sleep(backoffSeconds * MILLISECONDS_A_SECOND, undefined, { signal });
  }
}

async function refusalOf(attempt: Attempt): Promise<DeliveryRefusal | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    if (error instanceof DeliveryRefusal) return error;
    return new DeliveryRefusal("ERROR_FROM_TARGET", error instanceof Error ? error.message : String(error));
  }
}

/** Source of the attributes: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
async function sendDeadLetter(
  { endpoint, event, ruleArn, target }: Delivery,
  failure: Failure,
): Promise<boolean> {
  const queueArn = target.DeadLetterConfig?.Arn;
  if (queueArn === undefined) return false;
  const attributes = {
    RULE_ARN: ruleArn,
    TARGET_ARN: target.Arn ?? "",
    ERROR_CODE: failure.refusal.code,
    ERROR_MESSAGE: failure.refusal.message,
    ...(failure.exhausted && { EXHAUSTED_RETRY_CONDITION: failure.exhausted }),
    ...(failure.retries > 0 && { RETRY_ATTEMPTS: String(failure.retries) }),
  };
  const body = targetInput(target, event);
  const letter: Attempt = () => sendToQueue(endpoint, { queueArn, ruleArn, body, attributes });
  return (await refusalOf(letter)) === undefined;
}
