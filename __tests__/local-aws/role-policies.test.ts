import { roleMay, trusts, type RolePolicies } from "../../local-aws/role-policies";

const QUEUE = "arn:aws:sqs:eu-west-1:222222222222:findings";
const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = { Effect: "Allow", Action: "sqs:*", Resource: QUEUE };
const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "events.amazonaws.com" } };
const role = (changes: Partial<RolePolicies> = {}): RolePolicies => ({
  ...{ arn: "arn:aws:iam::222222222222:role/forwarder", trust: policy(trust), permissions: [policy(allow)] },
  ...changes,
});
const may = (changes: Partial<RolePolicies>) => roleMay(role(changes), "sqs:ReceiveMessage", QUEUE);

describe("A role of the local AWS", () => {
  it.each<[string, Partial<RolePolicies>, boolean]>([
    ["one policy of several allows", { permissions: [policy(), policy(allow)] }, true],
    ["none allows", { permissions: [policy({ ...allow, Resource: `${QUEUE}-dead` })] }, false],
    ["another policy denies", { permissions: [policy(allow), policy({ ...allow, Effect: "Deny" })] }, false],
    ["its boundary allows too", { boundary: policy({ ...allow, Resource: "*" }) }, true],
    ["its boundary does not allow", { boundary: policy({ ...allow, Action: "s3:*" }) }, false],
    ["its boundary cannot be read", { boundary: "{" }, false],
    [
      "a condition cannot be told",
      { permissions: [policy({ ...allow, Condition: { Bool: { a: "true" } } })] },
      false,
    ],
  ])("may, or may not, if %s", (_, changes, expected) => expect(may(changes)).toBe(expected));

  it("is assumed by the service that it trusts, on its conditions", () => {
    const context = { "aws:sourcearn": "arn:aws:events:eu-west-1:222222222222:rule/a" };
    const only = (rule: string) => {
      const Condition = { ArnLike: { "aws:SourceArn": `arn:aws:events:*:222222222222:rule/${rule}` } };
      return role({ trust: policy({ ...trust, Condition }) });
    };
    expect(trusts(role(), "events.amazonaws.com")).toBe(true);
    expect(trusts(role(), "lambda.amazonaws.com")).toBe(false);
    expect(trusts(only("a"), "events.amazonaws.com", context)).toBe(true);
    expect(trusts(only("b"), "events.amazonaws.com", context)).toBe(false);
    expect(trusts(only("a"), "events.amazonaws.com")).toBe(false);
  });
});
