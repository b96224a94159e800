import { conditionsHold, matches } from "../../../../plan-review/judge/access/conditions";

const RULE = "arn:aws:events:us-east-1:222222222222:rule/findings";
const REQUEST = { "aws:sourcearn": RULE, "aws:securetransport": "true" };
const holds = (operator: string, key: string, value: unknown) =>
  conditionsHold({ [operator]: { [key]: value } }, REQUEST);

describe("Conditions of a statement", () => {
  it("hold where there are none", () => {
    expect(conditionsHold({}, REQUEST)).toBe(true);
  });

  it.each([
    ["ArnEquals", RULE, true],
    ["ArnEquals", ["arn:a", RULE], true],
    ["ArnEquals", "arn:aws:events:*:222222222222:rule/*", true],
    ["ArnLike", "arn:aws:events:us-east-1:222222222222:rule/finding?", true],
    ["ArnLike", "arn:aws:events:us-east-1:222222222222:rule/finding", false],
    ["ArnLikeIfExists", RULE, true],
    ["StringEquals", "arn:aws:events:*", false],
    ["StringEquals", RULE, true],
    ["StringLike", "arn:aws:events:*", true],
    ["ArnNotEquals", RULE, false],
    ["ArnNotLike", "arn:aws:events:*", false],
    ["StringNotEquals", "other", true],
    ["StringNotEquals", RULE, false],
    ["StringNotLike", "arn:aws:sns:*", true],
    ["ForAnyValue:StringLike", "*", undefined],
    ["StringEqualsIgnoreCase", RULE, undefined],
  ] as const)("%s %j of the rule's ARN: %s", (operator, value, expected) => {
    expect(holds(operator, "AWS:SourceArn", value)).toBe(expected);
  });

  it("tell TLS from none, written as text or not", () => {
    expect(holds("Bool", "aws:SecureTransport", "false")).toBe(false);
    expect(holds("Bool", "aws:SecureTransport", false)).toBe(false);
    expect(holds("Bool", "aws:SecureTransport", "True")).toBe(true);
  });

  it("are not told of keys that nobody sends, unless another one fails", () => {
    const organization = { StringEquals: { "aws:PrincipalOrgID": "o-a" } };
    expect(conditionsHold(organization, REQUEST)).toBeUndefined();
    const other = { ...organization, ArnEquals: { "aws:SourceArn": "arn:a" } };
    expect(conditionsHold(other, REQUEST)).toBe(false);
  });
});

describe("A pattern of IAM's", () => {
  it("takes signs of regular expressions as they are", () => {
    expect(matches("a.b+(c)", "a.b+(c)")).toBe(true);
    expect(matches("a.b", "axb")).toBe(false);
    expect(matches("a*", "xa")).toBe(false);
    expect(matches("*", "")).toBe(true);
  });
});
