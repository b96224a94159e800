import type { Answer } from "../../../aws/policy/evaluate";
import { parsePolicy } from "../../../aws/policy/parse-policy";
import { evaluateTogether } from "../../../aws/policy/permissions";
import { PAGES } from "./pages";

const ROLE = "arn:aws:iam::111111111111:role/reader";
const USER = "arn:aws:iam::111111111111:user/Anna";
const SESSION = "arn:aws:sts::111111111111:assumed-role/reader/one";
const ROOT = "arn:aws:iam::111111111111:root";
const OTHERS = "999999999999";

const allow = (Principal?: unknown) => ({ Effect: "Allow", Action: "*", Resource: "*", Principal });
const deny = { Effect: "Deny", Action: "*", Resource: "*" };
const elsewhere = { ...allow(), Action: "ec2:*" };
const maybe = { ...allow(), Condition: { StringEquals: { "aws:RequestTag/a": "b" } } };

interface Case {
  readonly identity?: object;
  readonly boundary?: object;
  readonly resource?: object;
  readonly by?: string;
  readonly account?: string;
  readonly action?: string;
}

function decide({
  identity,
  boundary,
  resource,
  by = ROLE,
  account = "111111111111",
  action = "s3:GetObject",
}: Case) {
  const policy = (statement: object) => parsePolicy(JSON.stringify({ Statement: statement }));
  const policies = {
    identity: identity ? [policy(identity)] : [],
    ...(boundary && { boundary: policy(boundary) }),
    ...(resource && { resource: policy(resource) }),
    resourceAccount: account,
  };
  const principal = { kind: "AWS", name: by } as const;
  return evaluateTogether(policies, { action, resource: "arn:aws:s3:::a/b", principal, context: {} });
}

const CASES: readonly [page: keyof typeof PAGES, what: string, answer: Answer, policies: Case][] = [
  ["evaluation", "nothing at all", "no", {}],
  ["evaluation", "the identity's policy alone", "yes", { identity: allow() }],
  ["evaluation", "the resource's policy alone", "yes", { resource: allow({ AWS: ROLE }) }],
  [
    "evaluation",
    "a denial by the resource",
    "no",
    { identity: allow(), resource: { ...deny, Principal: "*" } },
  ],
  [
    "evaluation",
    "a denial by the identity",
    "no",
    { identity: deny, resource: allow({ AWS: USER }), by: USER },
  ],
  ["boundaries", "a boundary that allows it too", "yes", { identity: allow(), boundary: allow() }],
  ["boundaries", "a boundary that does not", "no", { identity: allow(), boundary: elsewhere }],
  ["boundaries", "a boundary alone", "no", { boundary: allow() }],
  [
    "boundaries",
    "a boundary that denies",
    "no",
    { boundary: deny, resource: allow({ AWS: USER }), by: USER },
  ],
  ["boundaries", "a boundary that may allow it", "cannot-tell", { identity: allow(), boundary: maybe }],
  [
    "evaluation",
    "a role named by the resource, within its boundary",
    "yes",
    { boundary: allow(), resource: allow({ AWS: ROLE }) },
  ],
  [
    "evaluation",
    "a role named by the resource, beyond its boundary",
    "no",
    { boundary: elsewhere, resource: allow({ AWS: ROLE }) },
  ],
  [
    "evaluation",
    "a session of such a role",
    "no",
    { boundary: elsewhere, resource: allow({ AWS: ROLE }), by: SESSION },
  ],
  [
    "evaluation",
    "a session named by the resource, beyond the boundary",
    "yes",
    { boundary: elsewhere, resource: allow({ AWS: SESSION }), by: SESSION },
  ],
  [
    "evaluation",
    "a user named by the resource, beyond the boundary",
    "yes",
    { boundary: elsewhere, resource: allow({ AWS: USER }), by: USER },
  ],
  ["principal", "everybody, beyond the boundary", "yes", { boundary: elsewhere, resource: allow("*") }],
  ["principal", "the account, without a word of the identity's", "no", { resource: allow({ AWS: ROOT }) }],
  [
    "principal",
    "the account, and the identity's policy",
    "yes",
    { identity: allow(), resource: allow({ AWS: ROOT }) },
  ],
  [
    "evaluation",
    "a resource that may allow it",
    "cannot-tell",
    { resource: { ...maybe, Principal: { AWS: ROLE } } },
  ],
  [
    "evaluation",
    "a resource that may deny it",
    "cannot-tell",
    { identity: allow(), resource: { ...maybe, Effect: "Deny", Principal: "*" } },
  ],
  ["crossAccount", "the identity alone, across accounts", "no", { identity: allow(), account: OTHERS }],
  [
    "crossAccount",
    "the resource alone, across accounts",
    "no",
    { resource: allow({ AWS: ROLE }), account: OTHERS },
  ],
  [
    "crossAccount",
    "both, across accounts",
    "yes",
    { identity: allow(), resource: allow({ AWS: ROOT }), account: OTHERS },
  ],
  [
    "crossAccount",
    "both, beyond the boundary",
    "no",
    { identity: allow(), boundary: elsewhere, resource: allow({ AWS: USER }), by: USER, account: OTHERS },
  ],
  [
    "keyPolicies",
    "a key whose policy says nothing",
    "no",
    { identity: allow(), resource: elsewhere, action: "kms:Decrypt" },
  ],
  [
    "keyPolicies",
    "a key whose policy hands it to the account",
    "yes",
    { identity: allow(), resource: allow({ AWS: ROOT }), action: "kms:Decrypt" },
  ],
  [
    "keyPolicies",
    "a key whose policy names the role",
    "yes",
    { resource: allow({ AWS: ROLE }), action: "kms:Decrypt" },
  ],
  ["keyPolicies", "a key without a policy", "no", { identity: allow(), action: "kms:Decrypt" }],
];

describe("Identity, boundary and resource together", () => {
  it.each(CASES)("(%s) %s: %s", (page, _, answer, policies) => {
    expect(PAGES[page]).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(decide(policies).answer).toBe(answer);
  });

  it("say which statements deny, and what cannot be told", () => {
    const denied = decide({ identity: allow(), boundary: { ...deny, Sid: "Never" } });
    expect(denied.statements.map(({ sid }) => sid)).toEqual(["Never"]);
    expect(decide({ identity: allow(), boundary: { ...maybe, Sid: "Tag" } }).doubts).toEqual([
      "statement Tag: the condition StringEquals on aws:RequestTag/a",
    ]);
  });
});
