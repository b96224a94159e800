import { keyAccess, keyDoubts, shutOutOf } from "../../../verification/compare/asked-policies";
import type { Expected } from "../../../verification/expect/region-expectation";
import { documentOf, QUEUE_CASES } from "../../aws/policy/queue-cases";

const account = "222222222222";
const QUEUE = `arn:aws:sqs:eu-west-1:${account}:acme-guardduty-findings`;
const RULE = `arn:aws:events:eu-west-1:${account}:rule/acme-guardduty-findings`;
const KEY = `arn:aws:kms:eu-west-1:${account}:key/mrk-1`;
const BUS = `arn:aws:events:eu-west-1:${account}:event-bus/acme`;
const ROLE = `arn:aws:iam::${account}:role/acme-to-hub`;

const declared = JSON.stringify({
  Statement: [
    {
      ...{ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage" },
      ...{ Resource: QUEUE, Condition: { ArnEquals: { "aws:SourceArn": [RULE] } } },
    },
  ],
});

describe("A live queue's policy", () => {
  it.each(QUEUE_CASES)("$answer: $what ($page)", (kase) => {
    const policy = documentOf(kase, { queue: QUEUE, rule: RULE, account });
    expect(shutOutOf(declared, policy)).toEqual(kase.answer === "no" ? [RULE] : []);
  });

  it("lets nobody in if there is none", () => {
    expect(shutOutOf(declared, undefined)).toEqual([RULE]);
  });
});

describe("A live bus's policy", () => {
  const putting = { Effect: "Allow", Principal: { AWS: ROLE }, Action: "events:PutEvents", Resource: BUS };
  const wanted = JSON.stringify({ Statement: [putting] });
  it.each([
    ["lets the role in", putting, []],
    ["lets the role's account in", { ...putting, Principal: { AWS: account } }, []],
    ["names another bus", { ...putting, Resource: `${BUS}-other` }, [ROLE]],
  ])("%s", (_, statement, shutOut) => {
    expect(shutOutOf(wanted, JSON.stringify({ Statement: statement }))).toEqual(shutOut);
  });
});

describe("A customer key's policy", () => {
  const expected = [
    { type: "aws_sqs_queue", attributes: { name: "acme-guardduty-findings", kms_master_key_id: KEY } },
    {
      type: "aws_sqs_queue_policy",
      attributes: { queue_url: "https://sqs/222222222222/acme-guardduty-findings", policy: declared },
    },
  ] as unknown as Expected[];
  const statement = { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Resource: "*" };
  const asked = (change: object) =>
    keyAccess(expected, {
      [KEY]: JSON.stringify({ Statement: { ...statement, Action: "kms:*", ...change } }),
    });

  it.each([
    ["lets EventBridge in", {}, [], 0],
    ["names another key", { Resource: `${KEY}-other` }, ["kms:GenerateDataKey", "kms:Decrypt"], 0],
    ["allows one action of two", { Action: "kms:Decrypt" }, ["kms:GenerateDataKey"], 0],
    ["asks for what is not known", { Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }, [], 1],
  ])("%s", (_, change, refused, unread) => {
    const access = asked(change);
    expect(access.map((one) => one.refused)).toEqual([refused]);
    expect(keyDoubts(access)).toHaveLength(unread);
  });

  it("is not asked if it could not be read", () => {
    expect(keyAccess(expected, { [KEY]: "unread" })).toEqual([]);
  });
});
