import { UNREAD } from "../../aws-clients/attempts";
import type { FoundPipeline } from "../read/found-pipeline";
import { missing, type LocalGap } from "./local-gap";
import { policyAllows } from "./policy-allows";
import type { WantedQueue } from "../../intent/wanted-pipeline";

const EVENTBRIDGE = { Service: "events.amazonaws.com" };
/** What EventBridge needs of a customer key. Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
const KEY_ACTIONS = ["kms:GenerateDataKey", "kms:Decrypt"];

/** What is wrong with one queue, and what waits in it. */
export function queueGaps(wanted: WantedQueue, { queues, keyPolicies }: FoundPipeline): LocalGap[] {
  const resource = wanted.name;
  const found = queues[resource];
  if (found === UNREAD) return [];
  if (!found) return [missing("QUEUE_MISSING", resource)];
  const gaps: LocalGap[] = [];
  const shutOut = wanted.senders.filter(
    (sourceArn) =>
      !policyAllows(found.policy, { action: "sqs:SendMessage", principal: EVENTBRIDGE, sourceArn }),
  );
  if (shutOut.length > 0) {
    const senders = shutOut.map((arn) => arn.replace(/^.*rule\//, "")).join(", ");
    gaps.push({
      wanted: `${senders} may send`,
      found: "not allowed",
      reason: "QUEUE_POLICY_MISSING",
      resource,
    });
  }
  if (found.deadLetterQueueArn !== wanted.deadLetterQueueArn) {
    const [was, is] = [wanted.deadLetterQueueArn ?? "none", found.deadLetterQueueArn ?? "none"];
    gaps.push({ wanted: was, found: is, reason: "REDRIVE_MISSING", resource });
  }
  if (wanted.holdsDeadLetters && found.messages > 0) {
    gaps.push({ wanted: "0", found: String(found.messages), reason: "DEAD_LETTERS_WAITING", resource });
  }
  return [...gaps, ...keyGaps(wanted, keyPolicies)];
}

function keyGaps(
  { name, kmsKeyArn, senders }: WantedQueue,
  keyPolicies: FoundPipeline["keyPolicies"],
): LocalGap[] {
  if (!kmsKeyArn || keyPolicies[kmsKeyArn] === UNREAD) return [];
  const refused = KEY_ACTIONS.filter((action) =>
    senders.some(
      (sourceArn) => !policyAllows(keyPolicies[kmsKeyArn], { action, principal: EVENTBRIDGE, sourceArn }),
    ),
  );
  if (refused.length === 0) return [];
  const wanted = `events.amazonaws.com: ${refused.join(", ")}`;
  return [{ wanted, found: "not allowed", reason: "KEY_GRANT_MISSING", resource: name }];
}
