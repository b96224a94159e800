import { isPattern, matches, namesEverything } from "../../../aws/policy/wildcards";
import fc from "../../support/fast-check";

describe("A policy's resource", () => {
  it.each([
    "*",
    "arn:*",
    "arn:aws:*",
    "arn:aws:sqs:*",
    "arn:aws:*:us-east-1:222222222222:findings",
    "arn:aws:sqs:us-east-1:222222222222:*",
    "arn:aws:sqs:us-east-1:*:findings",
    "arn:aws:iam::*:role/reader",
    "arn:aws:iam::22222222222?:role/reader",
    "arn:aws:s3:::*",
    "arn:aws:s3:::*/*",
    "arn:aws:kms:us-east-1:222222222222:key/*",
    "arn:aws:logs:us-east-1:222222222222:log-group:*:*",
    "arn:aws:secretsmanager:us-east-1:222222222222:secret:*",
  ])("names everything: %s", (resource) => {
    expect(namesEverything(resource)).toBe(true);
  });

  it.each([
    "",
    "arn:aws:sqs:us-east-1:222222222222:findings",
    "arn:aws:sqs:*:222222222222:findings",
    "arn:aws:sqs:us-east-1:222222222222:findings-*",
    "arn:aws:s3:::archive/*",
    "arn:aws:s3:::archive-*",
    "arn:aws:logs:us-east-1:222222222222:log-group:/aws/lambda/findings:*",
    "arn:aws:secretsmanager:us-east-1:222222222222:secret:relay-??????",
    "arn:aws:kms:us-east-1:222222222222:key/mrk-*",
  ])("names something: %s", (resource) => {
    expect(namesEverything(resource)).toBe(false);
  });

  it("is a pattern with an asterisk or a question mark in it", () => {
    expect(["*", "s3:Get*", "a?c", "a"].map(isPattern)).toEqual([true, true, true, false]);
  });
});

describe("A pattern", () => {
  it.each([
    ["", "", true],
    ["*", "", true],
    ["**", "a", true],
    ["?", "", false],
    ["a*b*c", "axxbyyc", true],
    ["a*b*c", "axxbyy", false],
    ["*ab", "aab", true],
    ["a*", "xa", false],
    ["a?c", "abc", true],
    ["a?c", "a\u{1f600}c", true],
    ["a", "A", false],
    ["a.b+(c)", "a.b+(c)", true],
    ["a.b", "axb", false],
    ["*", "a\nb", true],
  ])("%j of %j: %s", (pattern, text, expected) => expect(matches(pattern, text)).toBe(expected));

  it("takes a literal part as it is", () => {
    expect(matches(["a*", { literal: "*" }], "ab*")).toBe(true);
    expect(matches(["a", { literal: "*" }], "ab")).toBe(false);
  });

  it("matches what a regular expression of the same meaning matches", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
    const texts = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
    fc.assert(
      fc.property(letters, texts, (pattern, text) => {
        const same = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        expect(matches(pattern, text)).toBe(same.test(text));
      }),
    );
  });

  it("is done with soon, however many wildcards it has", () => {
    const started = Date.now();
    expect(matches("*a".repeat(40) + "b", "a".repeat(5_000))).toBe(false);
    expect(Date.now() - started).toBeLessThan(2_000);
  });
});
