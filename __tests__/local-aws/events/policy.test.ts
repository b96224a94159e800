import fc from "../../support/fast-check";
import { policyAllows, type PolicyQuestion } from "../../../local-aws/events/policy";

const QUEUE = "arn:aws:sqs:eu-west-1:222222222222:findings";
const RULE = "arn:aws:events:eu-west-1:222222222222:rule/findings";
const ALLOW = {
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: "sqs:SendMessage",
  Resource: QUEUE,
  Condition: { ArnEquals: { "aws:SourceArn": RULE }, StringEquals: { "aws:SourceAccount": "222222222222" } },
};
const QUESTION: PolicyQuestion = {
  action: "sqs:SendMessage",
  resource: QUEUE,
  principal: { kind: "Service", name: "events.amazonaws.com" },
  context: { "aws:sourcearn": RULE, "aws:sourceaccount": "222222222222", "aws:securetransport": "true" },
};

function allows(...statements: object[]): boolean {
  return policyAllows(JSON.stringify({ Version: "2012-10-17", Statement: statements }), QUESTION);
}

describe("policyAllows", () => {
  it("allows what a statement names: principal, action, resource, source", () => {
    expect(allows(ALLOW)).toBe(true);
    expect(policyAllows(JSON.stringify({ Statement: ALLOW }), QUESTION)).toBe(true);
  });

  it.each<[string, object]>([
    ["another service", { Principal: { Service: "sns.amazonaws.com" } }],
    ["an account", { Principal: { AWS: "222222222222" } }],
    ["no principal", { Principal: undefined }],
    ["another action", { Action: ["sqs:ReceiveMessage"] }],
    ["another queue", { Resource: `${QUEUE}-dead` }],
    ["another rule", { Condition: { ArnEquals: { "aws:SourceArn": `${RULE}-2` } } }],
    ["another account's rule", { Condition: { StringEquals: { "aws:SourceAccount": "333333333333" } } }],
    ["a key that is not there", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }],
    ["an operator nobody knows", { Condition: { ArnEqual: { "aws:SourceArn": RULE } } }],
    ["everything but this", { Action: undefined, NotAction: "sqs:*" }],
  ])("refuses where the statement is about %s", (_name, change) => {
    expect(allows({ ...ALLOW, ...change })).toBe(false);
  });

  it.each<[string, object]>([
    ["a star principal", { Principal: "*" }],
    ["wildcards in the action", { Action: "SQS:Send*" }],
    ["wildcards in the resource", { Resource: "arn:aws:sqs:*:222222222222:f?ndings" }],
    ["ArnLike", { Condition: { ArnLike: { "aws:SourceArn": "arn:aws:events:*:222222222222:rule/*" } } }],
    ["StringNotEquals", { Condition: { StringNotEquals: { "aws:SourceAccount": "333333333333" } } }],
    ["IfExists of an absent key", { Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } } }],
    ["Null of an absent key", { Condition: { Null: { "aws:PrincipalOrgID": "true" } } }],
    ["no condition", { Condition: undefined }],
  ])("allows by %s", (_name, change) => {
    expect(allows({ ...ALLOW, ...change })).toBe(true);
  });

  it("lets a denial win, and no denial that does not apply", () => {
    const deny = { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: "*" };
    expect(allows(ALLOW, deny)).toBe(false);
    expect(allows(ALLOW, { ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } })).toBe(true);
  });

  it("lets a denial win whose operator nobody knows, and one of every AWS principal", () => {
    const deny = { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: "*" };
    const unknown = { Condition: { StringEqual: { "aws:SourceAccount": "333333333333" } } };
    expect(allows(ALLOW, { ...deny, ...unknown })).toBe(false);
    expect(allows(ALLOW, { ...deny, Principal: { AWS: "*" } })).toBe(false);
    expect(allows(ALLOW, { ...deny, Principal: { AWS: "222222222222" } })).toBe(true);
    expect(allows({ ...ALLOW, Principal: { AWS: "*" } })).toBe(false);
  });

  it("takes an account's root for all its principals", () => {
    const principal = { kind: "AWS", name: "arn:aws:sts::222222222222:assumed-role/a/b" } as const;
    const statement = (AWS: string) => JSON.stringify({ Statement: { ...ALLOW, Principal: { AWS } } });
    expect(policyAllows(statement("arn:aws:iam::222222222222:root"), { ...QUESTION, principal })).toBe(true);
    expect(policyAllows(statement("222222222222"), { ...QUESTION, principal })).toBe(true);
    expect(policyAllows(statement("arn:aws:iam::333333333333:root"), { ...QUESTION, principal })).toBe(false);
  });

  it("allows nothing without a policy", () => {
    expect(policyAllows(undefined, QUESTION)).toBe(false);
    expect(policyAllows("", QUESTION)).toBe(false);
  });

  it("never opens a resource to another one's name, whatever the names", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        fc.pre(one !== other && !/[*?]/.test(one));
        const document = JSON.stringify({ Statement: { ...ALLOW, Resource: one, Condition: undefined } });
        expect(policyAllows(document, { ...QUESTION, resource: one })).toBe(true);
        expect(policyAllows(document, { ...QUESTION, resource: other })).toBe(false);
      }),
    );
  });
});
