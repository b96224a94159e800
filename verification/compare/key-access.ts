import { parseArn } from "../../aws/arn";
import { ABSENT } from "../../aws/policy/context";
import type { Decision } from "../../aws/policy/evaluate";
import { evaluate } from "../../aws/policy/evaluate";
import { EVENT_BRIDGE, encryptingFor } from "../../aws/policy/eventbridge-request";
import { evaluateTogether, type QuestionOfIdentity } from "../../aws/policy/permissions";
import { UNREAD, type Read, type UnreadPart } from "../../aws-clients/attempts";
import type { Attributes } from "../../intent/expected-stack";
import type { Expected } from "../expect/region-expectation";
import { text } from "../kinds/kind";
import { policyOf, senders } from "./asked-policies";

/** Policies of customer keys, by ARN. */
export type KeyPolicies = Readonly<Record<string, Read<string | undefined>>>;

/** What a customer key's policy allows somebody on the findings' way. */
export interface KeyAccess {
  /** What the access is for: a queue that EventBridge sends to, or the forwarder's role. */
  readonly resource: string;
  /** Who uses the key: EventBridge, or the role's ARN. */
  readonly who: string;
  /** Actions that the policy does not allow. */
  readonly refused: readonly string[];
  /** Why we cannot say whether the policy allows the other actions. */
  readonly doubts: readonly string[];
}

/**
 * Checks the policy of each customer key that could be read: for EventBridge once for each queue that the key encrypts,
 * and once for the forwarder's role.
 */
export function keyAccess(expected: readonly Expected[], policies: KeyPolicies): KeyAccess[] {
  return Object.entries(policies).flatMap(([key, policy]) => {
    if (policy === UNREAD) return [];
    const queues = expected
      .filter(({ type, attributes }) => type === "aws_sqs_queue" && attributes.kms_master_key_id === key)
      .map(({ attributes }) => attributes);
    const lambdas = expected.filter(({ type }) => type === "aws_lambda_function");
    return [
      ...queues.map((queue) => accessOfEventBridge(key, queue, expected, policy)),
      ...lambdas.map(({ attributes }) => accessOfRole(text(attributes, "role"), key, expected, policy)),
    ];
  });
}

/** What no key policy answers for certain. It is neither right nor wrong, so it counts as not verified. */
export function keyDoubts(access: readonly KeyAccess[]): UnreadPart[] {
  return access
    .filter(({ doubts }) => doubts.length > 0)
    .map(({ resource, who, doubts }) => ({
      part: `policy of the key of ${who === EVENT_BRIDGE.name ? "queue" : "role"} ${resource}`,
      error: `it cannot be told whether ${who} may use the key: ${doubts.join("; ")}`,
      fix: "write the key's policy as the output finding_queue_key_grants has it, without what is named here",
    }));
}

function accessOfEventBridge(
  key: string,
  queue: Attributes,
  expected: readonly Expected[],
  policy: string | undefined,
): KeyAccess {
  const resource = text(queue, "name");
  const questions = senders(resource, expected).flatMap((sender) => encryptingFor(sender, key));
  const decisions = questions.map((question) => evaluate(policyOf(policy), question));
  return {
    resource,
    who: EVENT_BRIDGE.name,
    ...summed(
      questions.map(({ action }) => action),
      decisions,
    ),
  };
}

/** The role's own policies are those that the stack declares: what is live is compared with them. */
function accessOfRole(
  role: string,
  key: string,
  expected: readonly Expected[],
  policy: string | undefined,
): KeyAccess {
  const resource = parseArn(role).resource.split("/").at(-1)!;
  const identity = expected
    .filter(({ type, attributes }) => type === "aws_iam_role_policy" && attributes.role === resource)
    .map(({ attributes }) => policyOf(attributes.policy));
  const policies = { identity, resource: policyOf(policy), resourceAccount: parseArn(key).accountId };
  const questions = usesOf(expected, key).map(({ action, queue }) => usingKey({ action, queue, key, role }));
  const decisions = questions.map((question) => evaluateTogether(policies, question));
  return {
    resource,
    who: role,
    ...summed(
      questions.map(({ action }) => action),
      decisions,
    ),
  };
}

/** The forwarder decrypts what it takes off its queue, and has its dead letters encrypted. */
function usesOf(expected: readonly Expected[], key: string): { action: string; queue: string }[] {
  const mappings = expected.filter(({ type }) => type === "aws_lambda_event_source_mapping");
  return mappings.flatMap(({ attributes }) => {
    const queue = text(attributes, "event_source_arn");
    const own = expected.find(({ type, attributes: of }) => type === "aws_sqs_queue" && isNamed(of, queue));
    if (own?.attributes.kms_master_key_id !== key) return [];
    const redrive = text(own.attributes, "redrive_policy");
    const dead = redrive
      ? (JSON.parse(redrive) as { deadLetterTargetArn?: string }).deadLetterTargetArn
      : undefined;
    const toDead = ["kms:GenerateDataKey", "kms:Decrypt"].map((action) => ({ action, queue: dead ?? queue }));
    return [{ action: "kms:Decrypt", queue }, ...toDead];
  });
}

function isNamed(queue: Attributes, queueArn: string): boolean {
  return parseArn(queueArn).resource === text(queue, "name");
}

/**
 * What is asked when SQS uses a queue's key for a role.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
function usingKey(use: { action: string; queue: string; key: string; role: string }): QuestionOfIdentity {
  const { action, queue, key, role } = use;
  const { region, partition } = parseArn(key);
  const account = parseArn(role).accountId;
  return {
    ...{ action, resource: key, principal: { kind: "AWS", name: role } },
    context: {
      ...{ "aws:principalarn": role, "aws:principalaccount": account, "kms:calleraccount": account },
      ...{ "aws:principalisawsservice": "false", "aws:principalservicename": ABSENT },
      ...{ "aws:securetransport": "true", "kms:encryptioncontext:aws:sqs:arn": queue },
      ...(partition === "aws" && { "kms:viaservice": `sqs.${region}.amazonaws.com` }),
    },
  };
}

function summed(
  actions: readonly string[],
  decisions: readonly Decision[],
): Pick<KeyAccess, "refused" | "doubts"> {
  const refused = actions.filter((_, index) => decisions[index]!.answer === "no");
  return {
    refused: [...new Set(refused)],
    doubts: [...new Set(decisions.flatMap(({ doubts }) => doubts))],
  };
}
