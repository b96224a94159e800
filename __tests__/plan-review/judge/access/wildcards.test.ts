import { isPattern, namesEverything } from "../../../../aws/policy/wildcards";

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
