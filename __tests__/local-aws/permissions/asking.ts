import type { Asked } from "../../../local-aws/permissions/asked";
import type { Facts } from "../../../local-aws/permissions/tables/table";

/** ARNs of things with tags, and of what requests name by its ARN. */
export const ARNS = {
  role: "arn:aws:iam::222222222222:role/forwarder",
  policy: "arn:aws:iam::222222222222:policy/edge",
  sqs: "arn:aws:sqs:us-east-1:222222222222:findings",
  events: "arn:aws:events:us-east-1:222222222222:rule/findings",
  guardduty: `arn:aws:guardduty:us-east-1:222222222222:detector/${"a".repeat(32)}`,
  lambda: "arn:aws:lambda:us-east-1:222222222222:function:forwarder",
  logs: "arn:aws:logs:us-east-1:222222222222:log-group:/aws/lambda/forwarder",
  cloudwatch: "arn:aws:cloudwatch:us-east-1:222222222222:alarm:depth",
};

/** An account in which everything that a request asks about is there, but for GuardDuty's role. */
export const FACTS: Facts = {
  identityArn: async (account, partition, name, kind = "role") =>
    `arn:${partition}:iam::${account}:${kind}/${name}`,
  boundaryOf: async () => undefined,
  secretArn: async (_, id) => `arn:aws:secretsmanager:us-east-1:222222222222:secret:${id}-AbCdEf`,
  keyArn: async (_, id) => `arn:aws:kms:us-east-1:222222222222:key/${id}`,
  functionOfMapping: async () => ARNS.lambda,
  organization: async () => ({ id: "o-a1b2c3d4e5", management: "111111111111" }),
  organizationPolicyArn: async (_, id) =>
    `arn:aws:organizations::111111111111:policy/o-a1b2c3d4e5/guardduty_policy/${id}`,
  hasServiceLinkedRole: async () => false,
};

/** A request in the administrator's account. */
export function asking(service: string, operation: string, parameters: Asked["parameters"]): Asked {
  const place = { partition: "aws", region: "us-east-1", accountId: "222222222222" } as const;
  return { service, operation, parameters, place };
}
