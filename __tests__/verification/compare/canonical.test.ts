import { differencesOf } from "../../../verification/compare/differences";

const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const SEND = {
  Sid: "A",
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: "sqs:SendMessage",
  Resource: "*",
  Condition: { ArnEquals: { "aws:SourceArn": ["arn:a", "arn:b"] } },
};
const TLS = {
  Effect: "Deny",
  Principal: "*",
  Action: "sqs:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

describe("Attributes are the same", () => {
  it.each<[string, string, unknown, unknown]>([
    ["policies whose statements come in another order", "policy", policy(SEND, TLS), policy(TLS, SEND)],
    ["a statement under another id", "policy", policy(SEND), policy({ ...SEND, Sid: "B" })],
    ["one value and a list of it", "policy", policy(SEND), policy({ ...SEND, Action: ["SQS:sendmessage"] })],
    [
      "lists in another order",
      "policy",
      policy(SEND),
      policy({ ...SEND, Condition: { ArnEquals: { "AWS:SourceArn": ["arn:b", "arn:a"] } } }),
    ],
    [
      "every principal, in both spellings",
      "policy",
      policy(TLS),
      policy({ ...TLS, Principal: { AWS: "*" } }),
    ],
    [
      "an account and its root",
      "policy",
      policy({ ...SEND, Principal: { AWS: "111111111111" } }),
      policy({ ...SEND, Principal: { AWS: "arn:aws:iam::111111111111:root" } }),
    ],
    [
      "a boolean and its text",
      "policy",
      policy(TLS),
      policy({ ...TLS, Condition: { Bool: { "aws:SecureTransport": false } } }),
    ],
    [
      "a statement and one for each of its actions, resources and principals",
      "policy",
      policy({ ...SEND, Action: ["sqs:A", "sqs:B"], Principal: { Service: ["s"], AWS: ["1", "2"] } }),
      policy(
        { ...SEND, Action: "sqs:A", Principal: { Service: "s", AWS: "1" } },
        { ...SEND, Action: "sqs:B", Principal: { AWS: ["1", "2"] } },
        { ...SEND, Action: ["sqs:A", "sqs:B"], Principal: { Service: "s", AWS: "2" } },
      ),
    ],
    ["a number and its text", "timeout", 60, "60"],
    ["nothing, in each of its forms", "layers", undefined, []],
    [
      "blocks of a name in another order",
      "additional_configuration",
      [
        { name: "A", status: "x" },
        { name: "B", status: "y" },
      ],
      [
        { name: "B", status: "y" },
        { name: "A", status: "x" },
      ],
    ],
    [
      "a pattern whose alternatives come in another order",
      "event_pattern",
      '{"source":["a","b"]}',
      '{"source":["b","a"]}',
    ],
  ])("%s", (_, attribute, wanted, found) => expect(differencesOf(attribute, wanted, found)).toEqual([]));
});

describe("Attributes differ", () => {
  it.each<[string, string, unknown, unknown]>([
    ["a statement more", "policy", policy(SEND), policy(SEND, TLS)],
    [
      "an action more",
      "policy",
      policy(SEND),
      policy({ ...SEND, Action: ["sqs:SendMessage", "sqs:ReceiveMessage"] }),
    ],
    [
      "an action of one resource that is gone",
      "policy",
      policy({ ...SEND, Action: ["sqs:A", "sqs:B"], Resource: ["1", "2"] }),
      policy(
        { ...SEND, Action: ["sqs:A", "sqs:B"], Resource: "1" },
        { ...SEND, Action: "sqs:A", Resource: "2" },
      ),
    ],
    [
      "a list of what an action may not be, split",
      "policy",
      policy({ ...SEND, Action: undefined, NotAction: ["sqs:A", "sqs:B"] }),
      policy(
        { ...SEND, Action: undefined, NotAction: "sqs:A" },
        { ...SEND, Action: undefined, NotAction: "sqs:B" },
      ),
    ],
    ["a condition that is gone", "policy", policy(SEND), policy({ ...SEND, Condition: undefined })],
    [
      "the text of a resource in another case",
      "policy",
      policy({ ...SEND, Resource: "arn:A" }),
      policy({ ...SEND, Resource: "arn:a" }),
    ],
    [
      "a service for an account",
      "policy",
      policy({ ...SEND, Principal: { AWS: "x" } }),
      policy({ ...SEND, Principal: { Service: "x" } }),
    ],
    [
      "an older version of the language",
      "policy",
      policy(SEND),
      JSON.stringify({ Version: "2008-10-17", Statement: [SEND] }),
    ],
    ["a policy that cannot be read", "policy", policy(SEND), "{"],
    [
      "a number in a pattern and its text",
      "event_pattern",
      '{"detail":{"severity":[4]}}',
      '{"detail":{"severity":["4"]}}',
    ],
    [
      "a range the other way round",
      "event_pattern",
      '{"severity":[{"numeric":[">=",4,"<",7]}]}',
      '{"severity":[{"numeric":[">=",7,"<",4]}]}',
    ],
    ["an empty list of alternatives", "event_pattern", '{"source":["a"]}', '{"source":["a"],"account":[]}'],
    ["false and nothing", "enabled", false, undefined],
  ])("%s", (_, attribute, wanted, found) => expect(differencesOf(attribute, wanted, found)).toHaveLength(1));

  it("by the part of a block that does", () => {
    const redrive = (maxReceiveCount: number) =>
      JSON.stringify({ deadLetterTargetArn: "arn:q", maxReceiveCount });
    expect(differencesOf("redrive_policy", redrive(1000), redrive(1))).toEqual([
      { attribute: "redrive_policy.maxReceiveCount", wanted: "1000", found: "1" },
    ]);
  });
});
