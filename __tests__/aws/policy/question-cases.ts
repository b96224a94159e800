import { ABSENT, type Context } from "../../../aws/policy/context";
import type { Answer } from "../../../aws/policy/evaluate";
import type { Question } from "../../../aws/policy/question";
import { PAGES } from "./pages";

/** A policy of any kind, a question to it, and what AWS documents as the answer. */
export interface QuestionCase {
  readonly what: string;
  readonly page: string;
  readonly answer: Answer;
  readonly policy: object;
  readonly question: Question;
}

const OBJECT = "arn:aws:s3:::examplebucket/home/anna/a";
const ROLE = "arn:aws:iam::111111111111:role/team/reader";
const SESSION = "arn:aws:sts::111111111111:assumed-role/reader/one";
const USER = "arn:aws:iam::111111111111:user/Anna";

const kase = (
  [page, answer, what]: [keyof typeof PAGES, Answer, string],
  statement: object,
  question: Partial<Question> = {},
): QuestionCase => ({
  ...{ what, answer },
  page: PAGES[page],
  policy: {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: OBJECT, ...statement },
  },
  question: { action: "s3:GetObject", resource: OBJECT, context: {}, ...question },
});

const by = (name: string): Partial<Question> => ({ principal: { kind: "AWS", name } });
const principal = (text: [Answer, string], Principal: unknown, name: string): QuestionCase =>
  kase(["principal", ...text], { Principal }, by(name));
const excepting = (text: [Answer, string], AWS: string[], name: string): QuestionCase =>
  kase(["notPrincipal", ...text], { NotPrincipal: { AWS } }, by(name));

const PRINCIPALS: readonly QuestionCase[] = [
  principal(["yes", "an account's number stands for its role"], { AWS: "111111111111" }, ROLE),
  principal(
    ["yes", "an account's root stands for its user"],
    { AWS: "arn:aws:iam::111111111111:root" },
    USER,
  ),
  principal(["no", "another account's root"], { AWS: "arn:aws:iam::999999999999:root" }, ROLE),
  principal(["no", "another partition's root"], { AWS: "arn:aws-cn:iam::111111111111:root" }, ROLE),
  principal(["yes", "everybody, written as AWS principals, is a role too"], { AWS: "*" }, ROLE),
  principal(
    ["yes", "a role stands for its sessions"],
    { AWS: "arn:aws:iam::111111111111:role/reader" },
    SESSION,
  ),
  principal(["yes", "one session"], { AWS: SESSION }, SESSION),
  principal(["no", "another session"], { AWS: SESSION.replace("one", "two") }, SESSION),
  principal(["cannot-tell", "one session, asked by its role"], { AWS: SESSION }, ROLE),
  principal(["no", "a user in other letters"], { AWS: USER.toLowerCase() }, USER),
  principal(
    ["cannot-tell", "a wildcard in a part of a name"],
    { AWS: "arn:aws:iam::111111111111:role/*" },
    ROLE,
  ),
  principal(["no", "a federated principal"], { Federated: "accounts.google.com" }, ROLE),
  principal(["cannot-tell", "a canonical user"], { CanonicalUser: "79a59df9" }, ROLE),
  principal(["no", "a service"], { Service: "events.amazonaws.com" }, ROLE),
  kase(["principal", "no", "no principal, as in an identity's policy"], {}, by(ROLE)),
  excepting(["yes", "everybody but another account"], ["999999999999"], ROLE),
  excepting(["no", "everybody but the role and its account"], [ROLE, "111111111111"], ROLE),
  excepting(["cannot-tell", "everybody but the role, its account not named"], [ROLE], ROLE),
];

const on = (text: [keyof typeof PAGES, Answer, string], Condition: object, context: Context): QuestionCase =>
  kase(text, { Condition }, { context });
const operator = (
  name: string,
  wanted: unknown,
  actual: string | readonly string[] | typeof ABSENT,
  answer: Answer,
): QuestionCase =>
  on(
    ["operators", answer, `${name} ${JSON.stringify(wanted)} of ${String(actual)}`],
    { [name]: { "example:Key": wanted } },
    { "example:key": actual },
  );
const several = (
  name: string,
  actual: readonly string[] | typeof ABSENT,
  answer: Answer,
  wanted = ["team-*", "owner"],
): QuestionCase => ({ ...operator(name, wanted, actual, answer), page: PAGES.multivalued });

const OPERATORS: readonly QuestionCase[] = [
  operator("StringEquals", ["a", "b"], "b", "yes"),
  operator("StringEquals", "a", "A", "no"),
  operator("StringNotEquals", ["a", "b"], "b", "no"),
  operator("StringEqualsIgnoreCase", "a", "A", "yes"),
  operator("StringNotEqualsIgnoreCase", "a", "A", "no"),
  operator("StringLike", "t?.*", "t2.micro", "yes"),
  operator("StringNotLike", "t?.*", "t2.micro", "no"),
  operator("StringNotLike", "t?.*", ABSENT, "yes"),
  operator("StringLike", "*", ABSENT, "no"),
  operator("StringLikeIfExists", "t1.*", ABSENT, "yes"),
  operator("NumericEquals", "10", "10.0", "yes"),
  operator("NumericNotEquals", 10, "10", "no"),
  operator("NumericLessThan", 10, "10", "no"),
  operator("NumericLessThanEquals", 10, "10", "yes"),
  operator("NumericGreaterThan", "9", "10", "yes"),
  operator("NumericGreaterThanEquals", "11", "10", "no"),
  operator("NumericGreaterThan", "many", "10", "cannot-tell"),
  operator("NumericNotLessThan", "1", "10", "cannot-tell"),
  operator("DateGreaterThan", "2020-01-01T00:00:01Z", "2026-11-27T00:00:00Z", "yes"),
  operator("DateLessThan", "1577836801", "2026-11-27T00:00:00Z", "no"),
  operator("DateEquals", "2026-11-27", "2026-11-27T00:00:00Z", "yes"),
  operator("DateNotEquals", "2026-11-27", "2026-11-27T00:00:00Z", "no"),
  operator("Bool", "true", "TRUE", "yes"),
  operator("Bool", "true", "false", "no"),
  operator("NotBool", "true", "false", "cannot-tell"),
  operator("BinaryEquals", "QmluYXJ5", "QmluYXJ5", "yes"),
  operator("BinaryEquals", "QmluYXJ5", "qmluyxj5", "no"),
  operator("IpAddress", "203.0.113.0/24", "203.0.113.9", "yes"),
  operator("IpAddress", "203.0.113.0", "203.0.113.9", "no"),
  operator("IpAddress", ["203.0.113.0/24", "2001:DB8:1234:5678::/64"], "2001:db8:1234:5678::1", "yes"),
  operator("NotIpAddress", "203.0.113.0/24", "203.0.113.9", "no"),
  operator("NotIpAddress", "203.0.113.0/24", ABSENT, "yes"),
  operator("IpAddress", "203.0.113.0/240", "203.0.113.9", "cannot-tell"),
  operator("ArnEquals", "arn:aws:sns:*:111111111111:a?", "arn:aws:sns:eu-west-1:111111111111:ab", "yes"),
  operator("ArnNotEquals", "arn:aws:sns:*:*:ab", "arn:aws:sns:eu-west-1:111111111111:ab", "no"),
  operator(
    "ArnLike",
    "arn:aws:someservice:*:111122223333:finance/*",
    "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt",
    "no",
  ),
  operator(
    "StringLike",
    "arn:aws:someservice:*:111122223333:finance/*",
    "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt",
    "yes",
  ),
  operator("ArnLike", "arn:aws:logs:*:*:log-group:a:*", "arn:aws:logs:eu-west-1:1:log-group:a:b", "yes"),
  operator("ArnLike", "arn:*", "arn:aws:sns:eu-west-1:1:a", "cannot-tell"),
  operator("Null", "true", ABSENT, "yes"),
  operator("Null", "true", "a", "no"),
  operator("Null", ["true", "false"], "a", "yes"),
  on(["operators", "cannot-tell", "Null of an unknown key"], { Null: { "example:Key": "true" } }, {}),
  on(
    ["operators", "cannot-tell", "IfExists of an unknown key"],
    { StringLikeIfExists: { "example:Key": "*" } },
    {},
  ),
  on(
    ["operators", "no", "an unknown key beside one that fails"],
    { StringEquals: { "example:Key": "a", "example:Other": "a" } },
    { "example:other": "b" },
  ),
  several("ForAllValues:StringLike", ["team-a", "owner"], "yes"),
  several("ForAllValues:StringLike", ["team-a", "cost"], "no"),
  several("ForAllValues:StringLike", ABSENT, "yes"),
  several("ForAllValues:StringNotLike", ["cost", "owner"], "no"),
  several("ForAnyValue:StringLike", ["team-a", "cost"], "yes"),
  several("ForAnyValue:StringLike", ["cost"], "no"),
  several("ForAnyValue:StringLike", ABSENT, "no"),
  several("ForAnyValue:StringNotLike", ["team-a", "cost"], "yes"),
  several("ForAnyValue:StringLikeIfExists", ABSENT, "yes"),
  several("StringLike", ["team-a", "owner"], "cannot-tell"),
];

const home = (user: string): string => `arn:aws:s3:::examplebucket/home/${user}/*`;

const RESOURCES: readonly QuestionCase[] = [
  kase(
    ["variables", "yes", "a variable that is known"],
    { Resource: home("${aws:username}") },
    { context: { "aws:username": "anna" } },
  ),
  kase(
    ["variables", "no", "a variable of somebody else"],
    { Resource: home("${aws:username}") },
    { context: { "aws:username": "bob" } },
  ),
  kase(["variables", "cannot-tell", "a variable that is not known"], { Resource: home("${aws:username}") }),
  kase(
    ["variables", "no", "a variable's value has no wildcards"],
    { Resource: home("${aws:username}") },
    { context: { "aws:username": "*" } },
  ),
  kase(["variables", "no", "an asterisk written as a variable"], {
    Resource: "arn:aws:s3:::examplebucket/${*}",
  }),
  kase(
    ["variables", "yes", "a variable's default"],
    { Resource: home("${aws:PrincipalTag/team, 'anna'}") },
    { context: { "aws:principaltag/team": ABSENT } },
  ),
  kase(
    ["variables", "cannot-tell", "a variable that the request does not carry"],
    { Resource: home("${aws:username}") },
    { context: { "aws:username": ABSENT } },
  ),
  kase(["resource", "cannot-tell", "a resource that is not known"], {}, { resource: undefined }),
  kase(["resource", "yes", "every resource, whichever it is"], { Resource: "*" }, { resource: undefined }),
  kase(["resource", "yes", "a wildcard at the end of a part, over the next ones"], { Resource: "arn:aws:*" }),
  kase(["resource", "cannot-tell", "a wildcard within a part, over the next ones"], {
    Resource: "arn:a*/anna/a",
  }),
  kase(["resource", "yes", "a wildcard within a part"], { Resource: "arn:aws:s3:::example*/home/anna/a" }),
  kase(
    ["resource", "yes", "no resource in a role's trust policy"],
    { Action: "sts:AssumeRole", Resource: undefined },
    { action: "sts:AssumeRole" },
  ),
];

const ELEMENTS: readonly QuestionCase[] = [
  {
    ...kase(
      ["version", "no", "a variable in the old version is a text"],
      {},
      { context: { "aws:username": "anna" } },
    ),
    policy: {
      Version: "2008-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: home("${aws:username}") }],
    },
  },
  {
    ...kase(["grammar", "yes", "elements in small letters, in case AWS takes them"], {}),
    policy: { statement: [{ effect: "allow", action: "s3:getobject", resource: OBJECT }] },
  },
  {
    ...kase(["grammar", "cannot-tell", "an element twice"], {}),
    policy: { Statement: [{ Effect: "Allow", Action: "s3:GetObject", action: "s3:*", Resource: OBJECT }] },
  },
];

/** What AWS documents of principals, operators, variables and resources. */
export const QUESTION_CASES: readonly QuestionCase[] = [
  ...PRINCIPALS,
  ...OPERATORS,
  ...RESOURCES,
  ...ELEMENTS,
];
