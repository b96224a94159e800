import type { Decision } from "../../aws/policy/evaluate";
import { evaluate } from "../../aws/policy/evaluate";
import { encryptingFor, puttingOn, sendingFor } from "../../aws/policy/eventbridge-request";
import { parsePolicy } from "../../aws/policy/parse-policy";
import type { Policy } from "../../aws/policy/document";
import { UNREAD, type UnreadPart } from "../../aws-clients/attempts";
import type { WantedPipeline, WantedQueue } from "../../intent/wanted-pipeline";
import type { FoundPipeline } from "../read/found-pipeline";

/** What a policy says to one thing that has to be allowed. */
export interface Asked {
  /** A rule's ARN, or an action. */
  readonly what: string;
  readonly decision: Decision;
}

/** Asks a queue's policy about each rule that has to send. */
export function askAboutSending({ arn, senders }: WantedQueue, policy: string | undefined): Asked[] {
  const document = read(policy);
  return senders.map((what) => ({ what, decision: evaluate(document, sendingFor(what, arn)) }));
}

/** Asks a customer key's policy whether EventBridge may use it for each rule that sends into the queue. */
export function askAboutKey(keyArn: string, senders: readonly string[], policy: string | undefined): Asked[] {
  const document = read(policy);
  return senders
    .flatMap((sender) => encryptingFor(sender, keyArn))
    .map((question) => ({ what: question.action, decision: evaluate(document, question) }));
}

/** Asks the hub's bus about the regions' role. */
export function askAboutBus(
  { arn, roleArn }: NonNullable<WantedPipeline["bus"]>,
  policy: string | undefined,
): Asked {
  return { what: roleArn, decision: evaluate(read(policy), puttingOn(arn, roleArn)) };
}

/** What no policy tells for certain: neither right nor wrong, so it counts as not verified. */
export function untold({ queues, bus }: WantedPipeline, found: FoundPipeline): UnreadPart[] {
  const ofQueues = queues.flatMap((queue) => {
    const is = found.queues[queue.name];
    const asked = is === undefined || is === UNREAD ? [] : askAboutSending(queue, is.policy);
    return doubtsOf(`policy of queue ${queue.name}`, asked);
  });
  const ofKeys = queues.flatMap(({ name, kmsKeyArn, senders }) => {
    const policy = kmsKeyArn === undefined ? UNREAD : found.keyPolicies[kmsKeyArn];
    const asked = policy === UNREAD ? [] : askAboutKey(kmsKeyArn!, senders, policy);
    return doubtsOf(`policy of key ${kmsKeyArn} for queue ${name}`, asked);
  });
  const ofBus = bus && found.busPolicy !== UNREAD ? [askAboutBus(bus, found.busPolicy)] : [];
  return [...ofQueues, ...ofKeys, ...doubtsOf(`policy of bus ${bus?.name}`, ofBus)];
}

function doubtsOf(part: string, asked: readonly Asked[]): UnreadPart[] {
  const doubts = asked.flatMap(({ decision }) => decision.doubts);
  if (doubts.length === 0) return [];
  const error = `it cannot be told whether it allows what is needed: ${[...new Set(doubts)].join("; ")}`;
  return [{ part, error, fix: "write the policy as orgduty plans it, without what is named here" }];
}

/** A resource without a policy lets nobody in. */
function read(policy: string | undefined): Policy {
  return policy ? parsePolicy(policy) : { statements: [] };
}
