import type { Answer } from "../../../aws/policy/evaluate";
import { PAGES } from "./pages";

/** Where a case is tried: each caller has its own queue and rule. */
export interface Place {
  readonly queue: string;
  readonly rule: string;
  readonly account: string;
}

/** A queue's policy, and whether it lets EventBridge send for the rule. */
export interface QueueCase {
  readonly what: string;
  readonly page: string;
  readonly answer: Answer;
  /** A text as it is, or statements. */
  readonly policy: string | ((place: Place) => readonly unknown[]);
}

type Statements = (place: Place) => readonly unknown[];

/** AWS's own example for a queue. */
const sending = ({ queue, rule }: Place) => ({
  ...{ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage" },
  ...{ Resource: queue, Condition: { ArnEquals: { "aws:SourceArn": rule } } },
});
const but =
  (change: object | ((place: Place) => object)): Statements =>
  (place) => [{ ...sending(place), ...(typeof change === "function" ? change(place) : change) }];
const on = (Condition: object): Statements => but({ Condition });
const despite =
  (change: object | ((place: Place) => object)): Statements =>
  (place) => [
    sending(place),
    {
      ...{ Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: place.queue },
      ...(typeof change === "function" ? change(place) : change),
    },
  ];

const kase = (
  page: keyof typeof PAGES,
  answer: Answer,
  what: string,
  policy: QueueCase["policy"],
): QueueCase => ({
  ...{ what, answer, policy },
  page: PAGES[page],
});

/** The document of a case at a place. */
export function documentOf({ policy }: QueueCase, place: Place): string {
  if (typeof policy === "string") return policy;
  return JSON.stringify({ Version: "2012-10-17", Statement: policy(place) });
}

const ELEMENTS: readonly QueueCase[] = [
  kase("eventBridge", "yes", "AWS's own example for EventBridge and a queue", but({})),
  kase("evaluation", "no", "no statement", () => []),
  kase("action", "yes", "an action in other letters, with a wildcard", but({ Action: ["SQS:send*"] })),
  kase("action", "no", "another action", but({ Action: "sqs:ReceiveMessage" })),
  kase("notAction", "no", "all actions but those of queues", but({ Action: undefined, NotAction: "sqs:*" })),
  kase(
    "notAction",
    "yes",
    "all actions but receiving",
    but({ Action: undefined, NotAction: "sqs:ReceiveMessage" }),
  ),
  kase(
    "notAction",
    "yes",
    "a denial of all but sending",
    despite({ Action: undefined, NotAction: "sqs:SendMessage" }),
  ),
  kase(
    "notAction",
    "no",
    "a denial of all but receiving",
    despite({ Action: undefined, NotAction: "sqs:Receive*" }),
  ),
  kase(
    "resource",
    "no",
    "another queue",
    but(({ queue }) => ({ Resource: `${queue}-other` })),
  ),
  kase(
    "resource",
    "no",
    "the queue in other letters",
    but(({ queue }) => ({ Resource: queue.toUpperCase() })),
  ),
  kase(
    "resource",
    "yes",
    "a wildcard for the region",
    but(({ queue }) => ({ Resource: queue.replace(/sqs:[^:]+/, "sqs:*") })),
  ),
  kase(
    "resource",
    "yes",
    "a question mark in the name",
    but(({ queue }) => ({ Resource: queue.replace(/.$/, "?") })),
  ),
  kase("resource", "yes", "every resource", but({ Resource: "*" })),
  kase(
    "resource",
    "yes",
    "a denial for another queue",
    despite(({ queue }) => ({ Resource: `${queue}-other` })),
  ),
  kase(
    "notResource",
    "no",
    "all resources but the queue",
    but(({ queue }) => ({ Resource: undefined, NotResource: queue })),
  ),
  kase(
    "notResource",
    "no",
    "a denial for all but another queue",
    despite(({ queue }) => ({ Resource: undefined, NotResource: `${queue}-other` })),
  ),
  kase("resource", "cannot-tell", "no resource at all", but({ Resource: undefined })),
  kase("principal", "no", "another service", but({ Principal: { Service: "sns.amazonaws.com" } })),
  kase(
    "principal",
    "yes",
    "one of several services",
    but({ Principal: { Service: ["sns.amazonaws.com", "events.amazonaws.com"] } }),
  ),
  kase(
    "principal",
    "no",
    "the account's own principals",
    but(({ account }) => ({ Principal: { AWS: `arn:aws:iam::${account}:root` } })),
  ),
  kase("principal", "yes", "everybody", but({ Principal: "*" })),
  kase(
    "starPrincipal",
    "cannot-tell",
    "everybody, written as AWS principals",
    but({ Principal: { AWS: "*" } }),
  ),
  kase("principal", "no", "a denial for everybody", despite({})),
  kase(
    "starPrincipal",
    "cannot-tell",
    "a denial for everybody, written as AWS principals",
    despite({ Principal: { AWS: "*" } }),
  ),
  kase("principal", "yes", "a denial for another account", despite({ Principal: { AWS: "999999999999" } })),
  kase(
    "notPrincipal",
    "no",
    "a denial for all but an account",
    despite({ Principal: undefined, NotPrincipal: { AWS: "999999999999" } }),
  ),
  kase(
    "notPrincipal",
    "yes",
    "a denial for all but EventBridge",
    despite({ Principal: undefined, NotPrincipal: { Service: "events.amazonaws.com" } }),
  ),
  kase(
    "notPrincipal",
    "yes",
    "everybody but another service",
    but({ Principal: undefined, NotPrincipal: { Service: "sns.amazonaws.com" } }),
  ),
  kase("effect", "no", "a denial in place of the allowance", but({ Effect: "Deny" })),
];

const UNREADABLE: readonly QueueCase[] = [
  kase("grammar", "cannot-tell", "no JSON", "{"),
  kase("grammar", "cannot-tell", "no statements at all", "{}"),
  kase("effect", "cannot-tell", "an effect that there is not", but({ Effect: "Permit" })),
  kase("grammar", "cannot-tell", "a statement that cannot be read, beside one that allows", (place) => [
    sending(place),
    "Deny",
  ]),
  kase("grammar", "cannot-tell", "an action and its opposite", but({ NotAction: "sqs:Receive*" })),
];

const CONDITIONS: readonly QueueCase[] = [
  kase(
    "operators",
    "no",
    "another rule",
    but(({ rule }) => ({ Condition: { ArnEquals: { "aws:SourceArn": `${rule}-2` } } })),
  ),
  kase(
    "operators",
    "yes",
    "one of several rules",
    but(({ rule }) => ({ Condition: { ArnLike: { "AWS:sourcearn": ["arn:aws:events:::a", rule] } } })),
  ),
  kase(
    "operators",
    "yes",
    "rules of the account, by ArnEquals with wildcards",
    but(({ account }) => ({
      Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:events:*:${account}:rule/*` } },
    })),
  ),
  kase(
    "operators",
    "no",
    "a wildcard for two parts of an ARN",
    but(({ account }) => ({ Condition: { ArnLike: { "aws:SourceArn": `arn:*:${account}:a:b:rule/*` } } })),
  ),
  kase(
    "operators",
    "no",
    "a wildcard that StringEquals takes as it is",
    but(({ rule }) => ({ Condition: { StringEquals: { "aws:SourceArn": rule.replace(/.$/, "*") } } })),
  ),
  kase(
    "operators",
    "yes",
    "the same with StringLike",
    but(({ rule }) => ({ Condition: { StringLike: { "aws:SourceArn": rule.replace(/.$/, "*") } } })),
  ),
  kase(
    "operators",
    "yes",
    "ArnLikeIfExists of the rule",
    but(({ rule }) => ({ Condition: { ArnLikeIfExists: { "aws:SourceArn": rule } } })),
  ),
  kase(
    "operators",
    "no",
    "ArnLikeIfExists of another rule",
    on({ ArnLikeIfExists: { "aws:SourceArn": "arn:aws:events:::rule/other" } }),
  ),
  kase(
    "operators",
    "yes",
    "a denial for other rules",
    despite(({ rule }) => ({ Condition: { ArnNotEquals: { "aws:SourceArn": rule } } })),
  ),
  kase(
    "operators",
    "no",
    "a denial for the rule",
    despite(({ rule }) => ({ Condition: { ArnLike: { "aws:SourceArn": rule } } })),
  ),
  kase(
    "eventBridge",
    "no",
    "the source's account, which EventBridge does not send",
    but(({ account }) => ({ Condition: { StringEquals: { "aws:SourceAccount": account } } })),
  ),
  kase(
    "operators",
    "yes",
    "the source's account, if there is one",
    but(({ account }) => ({ Condition: { StringEqualsIfExists: { "aws:SourceAccount": account } } })),
  ),
  kase(
    "operators",
    "yes",
    "not another source's account",
    on({ StringNotEquals: { "aws:SourceAccount": "999999999999" } }),
  ),
  kase(
    "operators",
    "no",
    "a denial for other accounts than the source's",
    despite(({ account }) => ({ Condition: { StringNotEquals: { "aws:SourceAccount": account } } })),
  ),
  kase("operators", "yes", "no source's account", on({ Null: { "aws:SourceAccount": "true" } })),
  kase("operators", "no", "some source's account", on({ Null: { "aws:SourceAccount": false } })),
  kase(
    "operators",
    "yes",
    "a denial without TLS",
    despite({ Condition: { Bool: { "aws:SecureTransport": "false" } } }),
  ),
  kase(
    "operators",
    "no",
    "a denial with TLS, not in quotation marks",
    despite({ Condition: { Bool: { "aws:SecureTransport": true } } }),
  ),
  kase(
    "conditions",
    "no",
    "two conditions of which one fails",
    but(({ rule }) => ({
      Condition: { ArnEquals: { "aws:SourceArn": rule }, Bool: { "aws:SecureTransport": "false" } },
    })),
  ),
  kase(
    "keys",
    "no",
    "an organization, which no service is in",
    on({ StringEquals: { "aws:PrincipalOrgID": "o-example" } }),
  ),
  kase(
    "keys",
    "yes",
    "a denial for principals that are no service",
    despite({ Condition: { BoolIfExists: { "aws:PrincipalIsAWSService": "false" } } }),
  ),
  kase(
    "keys",
    "cannot-tell",
    "a key of which nothing is known",
    on({ StringEquals: { "aws:SourceOrgID": "o-example" } }),
  ),
  kase(
    "keys",
    "cannot-tell",
    "a denial on a key of which nothing is known",
    despite({ Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } }),
  ),
  kase(
    "operators",
    "cannot-tell",
    "an operator that there is not",
    but(({ rule }) => ({ Condition: { ArnEqual: { "aws:SourceArn": rule } } })),
  ),
  kase(
    "operators",
    "cannot-tell",
    "a denial with an operator that there is not",
    despite({ Condition: { StringEqual: { "aws:SourceAccount": "1" } } }),
  ),
  kase(
    "multivalued",
    "yes",
    "ForAllValues of an absent key",
    on({ "ForAllValues:StringEquals": { "aws:PrincipalOrgPaths": "o-example/*" } }),
  ),
  kase(
    "multivalued",
    "no",
    "ForAnyValue of an absent key",
    on({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-example/*" } }),
  ),
  kase(
    "variables",
    "yes",
    "a variable that is known",
    but(({ rule }) => ({ Condition: { StringEquals: { "aws:SourceArn": ["${aws:SourceArn}", rule] } } })),
  ),
  kase(
    "variables",
    "cannot-tell",
    "a variable that is not",
    on({ StringEquals: { "aws:SourceArn": "${aws:userid}" } }),
  ),
];

/** What AWS documents of a queue's policy: for the reader itself, and for every caller that asks about a queue. */
export const QUEUE_CASES: readonly QueueCase[] = [...ELEMENTS, ...UNREADABLE, ...CONDITIONS];
