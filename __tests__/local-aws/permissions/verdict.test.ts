import { parsePolicy } from "../../../aws/policy/parse-policy";
import type { Asked } from "../../../local-aws/permissions/asked";
import { contextOf } from "../../../local-aws/permissions/context";
import { demandsOf } from "../../../local-aws/permissions/demand";
import type { Identity } from "../../../local-aws/permissions/identities";
import { verdictOf, type Verdict } from "../../../local-aws/permissions/verdict";
import { ARNS, asking, FACTS } from "./asking";

const ROLE = "arn:aws:iam::222222222222:role/orgduty-apply";
const SESSION = "arn:aws:sts::222222222222:assumed-role/orgduty-apply/orgduty";
const IN_QUEUES = "arn:aws:sqs:us-east-1:222222222222";
const listing = asking("guardduty", "ListDetectors", {});
const making = asking("sqs", "CreateQueue", { QueueName: "findings" });

const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });
const allow = (Action: string | string[], Resource: string, others: object = {}) => ({
  ...{ Sid: "Mine", Effect: "Allow", Action, Resource },
  ...others,
});
const deny = (Action: string, others: object = {}) => ({
  ...{ Sid: "Never", Effect: "Deny", Action, Resource: "*" },
  ...others,
});

interface Policies {
  readonly own: object;
  readonly boundary?: object;
  readonly resource?: object;
  readonly tags?: Identity["tags"];
}

/** The verdict on the last thing that a request needs. */
async function judged(asked: Asked, { own, boundary, resource, tags = {} }: Policies): Promise<Verdict> {
  const demand = (await demandsOf(asked, FACTS)).at(-1)!;
  const identity: Identity = {
    ...{ arn: ROLE, policies: [parsePolicy(own)], tags },
    ...(boundary && { boundary: parsePolicy(boundary) }),
  };
  return verdictOf({
    ...{ demand, callerArn: SESSION, identity, accountId: "222222222222" },
    resourcePolicy: resource && JSON.stringify(resource),
    context: contextOf(asked, demand, identity, "o-a1b2c3d4e5"),
  });
}

const refusal = (action: string, resource: string, reason: string) =>
  `User: ${SESSION} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
const NOBODY = "because no identity-based policy allows the sqs:CreateQueue action";

describe("The local AWS's refusals", () => {
  it.each<[string, Policies, string]>([
    ["no policy allows it", { own: policy(allow("sqs:SendMessage", "*")) }, NOBODY],
    [
      "a policy denies it",
      { own: policy(allow("sqs:*", "*"), deny("sqs:Create*")) },
      "with an explicit deny in an identity-based policy",
    ],
    [
      "the boundary does not allow it",
      { own: policy(allow("sqs:*", "*")), boundary: policy(allow("s3:*", "*")) },
      "because no permissions boundary allows the sqs:CreateQueue action",
    ],
    [
      "the boundary denies it",
      { own: policy(allow("sqs:*", "*")), boundary: policy(allow("*", "*"), deny("sqs:*")) },
      "with an explicit deny in a permissions boundary",
    ],
    [
      "the resource's policy denies it",
      { own: policy(allow("sqs:*", "*")), resource: policy(deny("sqs:*", { Principal: "*" })) },
      "with an explicit deny in a resource-based policy",
    ],
  ])("have AWS's words if %s", async (_, policies, reason) => {
    const { isAllowed, message } = await judged(making, policies);
    expect(isAllowed).toBe(false);
    expect(message).toBe(refusal("sqs:CreateQueue", `${IN_QUEUES}:findings`, reason));
  });

  it.each<[string, Asked, Policies]>([
    ["a policy", making, { own: policy(allow("sqs:CreateQueue", `${IN_QUEUES}:find*`)) }],
    [
      "the resource's policy",
      making,
      { own: policy(), resource: policy(allow("sqs:*", "*", { Principal: { AWS: ROLE } })) },
    ],
    [
      "a condition on the region",
      making,
      {
        own: policy(allow("*", "*", { Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } })),
      },
    ],
    [
      "a condition on the caller's tag",
      making,
      {
        tags: { team: "sec" },
        own: policy(allow("*", "*", { Condition: { StringEquals: { "aws:PrincipalTag/team": "sec" } } })),
      },
    ],
    [
      "a condition on the organization",
      making,
      {
        own: policy(
          allow("*", "*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
        ),
      },
    ],
  ])("do not come if %s allows it", async (_, asked, policies) => {
    expect(await judged(asked, policies)).toEqual({ isAllowed: true });
  });

  it("come for a key of another service, which the request does not carry", async () => {
    const Condition = { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } };
    const { message, why } = await judged(making, { own: policy(allow("*", "*", { Condition })) });
    expect(message).toBe(refusal("sqs:CreateQueue", `${IN_QUEUES}:findings`, NOBODY));
    expect(why).toMatch(/and it is absent$/);
  });

  it("say where the local AWS cannot tell, which AWS could", async () => {
    const Condition = { StringEquals: { "aws:ResourceTag/owner": "security" } };
    const { isAllowed, message } = await judged(making, { own: policy(allow("sqs:*", "*", { Condition })) });
    expect(isAllowed).toBe(false);
    expect(message).toMatch(
      / \(the local AWS cannot tell: statement Mine: the condition StringEquals on aws:ResourceTag\/owner\)$/,
    );
  });
});

describe("Mistakes in policies that a person wrote", () => {
  const when = (operator: string, key: string, value: string) => ({
    Condition: { [operator]: { [key]: value } },
  });

  it.each<[string, Asked, object[], string]>([
    [
      "another region in the ARN",
      making,
      [allow("sqs:CreateQueue", "arn:aws:sqs:us-east-2:222222222222:*")],
      "statement Mine allows it, but only on arn:aws:sqs:us-east-2:222222222222:*",
    ],
    [
      "another partition in the ARN",
      making,
      [allow("sqs:CreateQueue", "arn:aws-cn:sqs:us-east-1:222222222222:*")],
      "statement Mine allows it, but only on arn:aws-cn:sqs:us-east-1:222222222222:*",
    ],
    [
      "a wildcard under StringEquals",
      making,
      [allow("sqs:CreateQueue", "*", when("StringEquals", "aws:RequestedRegion", "us-*"))],
      'statement Mine allows it, but only if aws:RequestedRegion StringEquals us-*, and it is "us-east-1"',
    ],
    [
      "a log group without :*",
      asking("logs", "CreateLogGroup", { LogGroupName: "g" }),
      [allow("logs:*", "arn:aws:logs:us-east-1:222222222222:log-group:g")],
      "statement Mine allows it, but only on arn:aws:logs:us-east-1:222222222222:log-group:g",
    ],
    [
      "a secret without the characters that AWS adds",
      asking("secretsmanager", "DescribeSecret", { SecretId: "relay" }),
      [allow("secretsmanager:*", "arn:aws:secretsmanager:us-east-1:222222222222:secret:relay")],
      "statement Mine allows it, but only on arn:aws:secretsmanager:us-east-1:222222222222:secret:relay",
    ],
    [
      "a role handed to another service",
      asking("lambda", "CreateFunction", { FunctionName: "f", Role: ARNS.role }),
      [allow("iam:PassRole", "*", when("StringEquals", "iam:PassedToService", "events.amazonaws.com"))],
      'statement Mine allows it, but only if iam:PassedToService StringEquals events.amazonaws.com, and it is "lambda.amazonaws.com"',
    ],
    [
      "a mistyped action",
      listing,
      [allow(["guardduty:ListDetector", "guardduty:GetDetector"], "*")],
      "no statement allows guardduty:ListDetectors: is guardduty:ListDetector meant to be it?",
    ],
    [
      "a bucket in place of its objects",
      asking("s3", "GetObject", { Bucket: "states", Key: "a.tfstate" }),
      [allow("s3:GetObject", "arn:aws:s3:::states")],
      "statement Mine allows it, but only on arn:aws:s3:::states",
    ],
    [
      "a denial without a second factor, which a role has not",
      listing,
      [allow("*", "*"), deny("*", when("BoolIfExists", "aws:MultiFactorAuthPresent", "false"))],
      'statement Never denies it if aws:MultiFactorAuthPresent BoolIfExists false (it is "false")',
    ],
    [
      "a mistyped condition key",
      listing,
      [allow("guardduty:*", "*", when("StringEquals", "aws:RequestRegion", "us-east-1"))],
      "statement Mine allows it, but only if aws:RequestRegion StringEquals us-east-1: no such key is known, is aws:requestedregion meant?",
    ],
    [
      "an ARN for an action that has none",
      listing,
      [allow("guardduty:*", "arn:aws:guardduty:us-east-1:222222222222:detector/*")],
      "statement Mine allows it, but only on arn:aws:guardduty:us-east-1:222222222222:detector/*, and AWS has no type of resource for it: only * allows it",
    ],
    ["an empty policy", listing, [], "no statement allows guardduty:ListDetectors"],
  ])("are explained: %s", async (_, asked, statements, why) => {
    expect(await judged(asked, { own: policy(...statements) })).toMatchObject({ isAllowed: false, why });
  });
});
