import { UNREAD, type Read } from "../../aws-clients/attempts";
import type { ForwardingConfig } from "../../config/config";
import { SECRET_MEMBERS } from "../../lambda-src/finding-forwarder/relay/secret/secret-check";
import type { Expected } from "../expect/region-expectation";
import { text } from "../kinds/kind";
import type { QueueHealth } from "../read/queues";
import type { SecretShape } from "../read/secrets";
import { keyGaps } from "./key-gaps";
import { missing, type LocalGap } from "./local-gap";
import { stalledGaps } from "./stalled-delivery";

/** What was found on the findings path that no attribute shows. */
export interface FoundHealth {
  /** What each queue holds, by queue name. A missing queue has no entry. */
  readonly queues: Readonly<Record<string, Read<QueueHealth>>>;
  /** States of functions by name, in Lambda's words. */
  readonly functions: Readonly<Record<string, Read<string>>>;
  /** Policies of customer keys, by ARN. */
  readonly keyPolicies: Readonly<Record<string, Read<string | undefined>>>;
  /** States of customer keys by ARN, in KMS's words, or `missing`. */
  readonly keyStates: Readonly<Record<string, Read<string>>>;
  /** Absent if the relay needs no secret. */
  readonly secret?: Read<SecretShape>;
  /** ISO 8601. Absent if CloudWatch has no delivery in the last days. */
  readonly lastDeliveryAt?: Read<string>;
}

/**
 * What keeps findings from being delivered although everything is as declared, and which messages wait because of an
 * earlier problem.
 */
export function healthGaps(
  expected: readonly Expected[],
  found: FoundHealth,
  forwarding: ForwardingConfig,
  now: number,
): LocalGap[] {
  return [
    ...expected.filter(({ type }) => type === "aws_sqs_queue").flatMap((queue) => queueGaps(queue, found)),
    ...keyGaps(expected, found),
    ...Object.entries(found.functions).flatMap(([name, state]) => stateGaps(name, state)),
    ...secretGaps(forwarding, found.secret),
    ...stalled(expected, found, forwarding, now),
  ];
}

/** A queue holds dead letters only if it has no dead-letter queue of its own. */
function queueGaps({ attributes }: Expected, found: FoundHealth): LocalGap[] {
  const resource = text(attributes, "name");
  const queue = found.queues[resource];
  const isEmpty = !queue || queue === UNREAD || queue.messages === 0;
  return isEmpty || attributes.redrive_policy
    ? []
    : [{ wanted: "0", found: String(queue.messages), reason: "DEAD_LETTERS_WAITING", resource }];
}

function stateGaps(resource: string, state: Read<string>): LocalGap[] {
  // An idle function is inactive until it is called; Lambda then reactivates it.
  if ([UNREAD, "Active", "Inactive"].includes(state)) return [];
  return [{ wanted: "Active", found: state, reason: "FUNCTION_INACTIVE", resource }];
}

function secretGaps({ logRelay }: ForwardingConfig, shape: Read<SecretShape> | undefined): LocalGap[] {
  const resource = logRelay.secretName;
  if (resource === undefined || shape === undefined || shape === UNREAD) return [];
  if (shape === "missing") return [missing("SECRET_MISSING", resource)];
  if (shape === "empty") return [{ wanted: "a value", found: "none", reason: "SECRET_EMPTY", resource }];
  if (shape === "not JSON")
    return [{ wanted: "a JSON object", found: "something else", reason: "SECRET_NOT_JSON", resource }];
  const needed = logRelay.protocol === "https" ? (SECRET_MEMBERS[logRelay.authentication] ?? []) : [];
  const lacking = needed.filter((name) => !shape.members.includes(name));
  if (lacking.length === 0 && shape.fault === undefined) return [];
  if (lacking.length === 0)
    return [{ wanted: "what works", found: shape.fault!, reason: "SECRET_INCOMPLETE", resource }];
  const [wanted, there] = [needed.join(", "), shape.members.length];
  return [
    {
      wanted,
      found: `no ${lacking.join(", ")} among ${there} members`,
      reason: "SECRET_INCOMPLETE",
      resource,
    },
  ];
}

function stalled(
  expected: readonly Expected[],
  { queues, lastDeliveryAt }: FoundHealth,
  { heartbeatMinutes }: ForwardingConfig,
  now: number,
): LocalGap[] {
  return expected
    .filter(({ type }) => type === "aws_lambda_event_source_mapping")
    .flatMap(({ attributes }) => {
      const queue = queues[text(attributes, "event_source_arn").split(":").at(-1)!];
      const functionName = text(attributes, "function_name");
      return stalledGaps({ functionName, heartbeatMinutes, queue, lastDeliveryAt }, now);
    });
}
