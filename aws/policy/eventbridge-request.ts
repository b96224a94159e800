import { parseArn } from "../arn";
import { ABSENT, type Context } from "./context";
import type { Question } from "./question";

/** EventBridge as a principal, in every partition. */
export const EVENT_BRIDGE = { kind: "Service", name: "events.amazonaws.com" } as const;

/**
 * What EventBridge sends along when it puts a rule's event into a queue, or uses the queue's key: the rule's ARN, over TLS,
 * as a service, which is in no organization. AWS documents no aws:SourceAccount for queues (docs/decisions/0005).
 * Sources: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function contextOfRule(ruleArn: string | undefined): Context {
  return {
    ...(ruleArn !== undefined && { "aws:sourcearn": ruleArn }),
    "aws:securetransport": "true",
    "aws:principalisawsservice": "true",
    "aws:principalservicename": EVENT_BRIDGE.name,
    "aws:sourceaccount": ABSENT,
    "aws:principalorgid": ABSENT,
    "aws:principalorgpaths": ABSENT,
  };
}

/** What a queue's policy is asked when EventBridge sends for a rule. */
export function sendingFor(ruleArn: string | undefined, queueArn: string | undefined): Question {
  return {
    action: "sqs:SendMessage",
    resource: queueArn,
    principal: EVENT_BRIDGE,
    context: contextOfRule(ruleArn),
  };
}

/** What a bus's policy is asked when a role puts events on it, as EventBridge lets a rule's role do. */
export function puttingOn(busArn: string, roleArn: string): Question {
  return {
    action: "events:PutEvents",
    resource: busArn,
    principal: { kind: "AWS", name: roleArn },
    context: {
      "aws:principalarn": roleArn,
      "aws:principalaccount": parseArn(roleArn).accountId,
      "aws:securetransport": "true",
    },
  };
}

/**
 * What the policy of a queue's customer key is asked when EventBridge sends for a rule.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function encryptingFor(ruleArn: string, keyArn: string): readonly Question[] {
  return ["kms:GenerateDataKey", "kms:Decrypt"].map((action) => ({
    ...{ action, resource: keyArn, principal: EVENT_BRIDGE },
    context: contextOfRule(ruleArn),
  }));
}
