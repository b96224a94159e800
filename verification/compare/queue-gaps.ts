import { UNREAD } from "../../aws-clients/attempts";
import type { FoundPipeline } from "../read/found-pipeline";
import { missing, type LocalGap } from "./local-gap";
import { askAboutKey, askAboutSending } from "./asked-policies";
import type { WantedQueue } from "../../intent/wanted-pipeline";

/** What is wrong with one queue, and what waits in it. */
export function queueGaps(wanted: WantedQueue, { queues, keyPolicies }: FoundPipeline): LocalGap[] {
  const resource = wanted.name;
  const found = queues[resource];
  if (found === UNREAD) return [];
  if (!found) return [missing("QUEUE_MISSING", resource)];
  const gaps: LocalGap[] = [];
  const shutOut = askAboutSending(wanted, found.policy).filter(({ decision }) => decision.answer === "no");
  if (shutOut.length > 0) {
    const senders = shutOut.map(({ what }) => what.replace(/^.*rule\//, "")).join(", ");
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
  const asked = askAboutKey(kmsKeyArn, senders, keyPolicies[kmsKeyArn]);
  const refused = asked.filter(({ decision }) => decision.answer === "no").map(({ what }) => what);
  if (refused.length === 0) return [];
  const wanted = `events.amazonaws.com: ${[...new Set(refused)].join(", ")}`;
  return [{ wanted, found: "not allowed", reason: "KEY_GRANT_MISSING", resource: name }];
}
