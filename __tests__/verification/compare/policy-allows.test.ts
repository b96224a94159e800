import { policyAllows } from "../../../verification/compare/policy-allows";
import { allow } from "./found";

const EVENTS = { Service: "events.amazonaws.com" };
const ACCOUNT = "222222222222";
const question = {
  action: "sqs:SendMessage",
  principal: EVENTS,
  sourceArn: `arn:aws:events:eu-west-1:${ACCOUNT}:rule/acme-guardduty-findings`,
};

const allowedIf = (condition?: object) => policyAllows(allow(EVENTS, "sqs:SendMessage", condition), question);
const allowedDespite = (deny: object) =>
  policyAllows(
    allow(EVENTS, "sqs:SendMessage", undefined, [{ Effect: "Deny", Resource: "*", ...deny }]),
    question,
  );

describe("Policy", () => {
  it.each<[string, object]>([
    ["no condition", {}],
    ["the account", { StringEquals: { "aws:SourceAccount": ACCOUNT } }],
    ["the account, among others", { StringEquals: { "AWS:sourceaccount": ["1", ACCOUNT] } }],
    ["rules of the account", { ArnLike: { "aws:SourceArn": `arn:aws:events:*:${ACCOUNT}:rule/*` } }],
    ["accounts that look alike", { StringLike: { "aws:SourceAccount": "2222*" } }],
    ["both", { StringEquals: { "aws:SourceAccount": ACCOUNT }, ArnEquals: { "aws:SourceArn": "arn:*" } }],
    ["not another account", { StringNotEquals: { "aws:SourceAccount": "999999999999" } }],
  ])("allows under %s", (_, condition) => expect(allowedIf(condition)).toBe(true));

  it.each<[string, object]>([
    ["another account", { StringEquals: { "aws:SourceAccount": "999999999999" } }],
    ["a wildcard that StringEquals takes literally", { StringEquals: { "aws:SourceAccount": "2222*" } }],
    ["not this account", { StringNotEquals: { "aws:SourceAccount": ACCOUNT } }],
    ["what we do not know", { StringEquals: { "aws:SourceOrgID": "o-1" } }],
    ["an operator that we do not know", { StringEqualsIfExists: { "aws:SourceAccount": ACCOUNT } }],
  ])("does not allow under %s", (_, condition) => expect(allowedIf(condition)).toBe(false));

  it.each<[string, object]>([
    ["everybody", { Principal: "*", Action: "sqs:*" }],
    ["everybody, spelled as accounts", { Principal: { AWS: "*" }, Action: "sqs:*" }],
    ["all but somebody", { NotPrincipal: { AWS: "arn:aws:iam::1:root" }, Action: "sqs:*" }],
    ["all actions but one", { Principal: "*", NotAction: "sqs:ReceiveMessage" }],
    [
      "this account",
      { Principal: "*", Action: "*", Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } },
    ],
    [
      "what we do not know",
      { Principal: "*", Action: "*", Condition: { Null: { "aws:SourceVpc": "true" } } },
    ],
  ])("denies %s", (_, deny) => expect(allowedDespite(deny)).toBe(false));

  it.each<[string, object]>([
    ["another principal", { Principal: { AWS: "arn:aws:iam::1:root" }, Action: "sqs:*" }],
    ["another action", { Principal: "*", Action: "sqs:Receive*" }],
    [
      "another account",
      { Principal: "*", Action: "*", Condition: { StringEquals: { "aws:SourceAccount": "1" } } },
    ],
    [
      "requests without TLS",
      { Principal: "*", Action: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ],
  ])("allows where it denies %s", (_, deny) => expect(allowedDespite(deny)).toBe(true));

  it("does not allow by exception", () => {
    const statement = {
      Effect: "Allow",
      NotPrincipal: { AWS: "arn:aws:iam::1:root" },
      Action: "sqs:*",
      Resource: "*",
    };
    expect(policyAllows(JSON.stringify({ Statement: statement }), question)).toBe(false);
  });
});
