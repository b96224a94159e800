import { secretsIn } from "../../../plan-review/read/secrets-in";

describe("Credentials in a plan", () => {
  it.each([
    ["AWS access key", `x ${"AKIA"}IOSFODNN7EXAMPLE y`],
    ["AWS session key", `"${"ASIA"}IOSFODNN7EXAMPLE"`],
    ["private key", "-----BEGIN EC PRIVATE KEY-----"],
    ["bearer token", "Authorization: Bearer abcdefghijklmnop1234"],
    ["password in an address", "https://user:hunter2@relay.example"],
    ["GitHub token", `${"ghp_"}${"a1".repeat(18)}`],
    ["Slack token", `${"xoxb-"}123456789012-abc`],
  ])("are found: %s", (kind, text) => {
    expect(secretsIn(text)).toEqual([kind]);
  });

  it.each([
    "AKIATOOSHORT",
    "XAKIAIOSFODNN7EXAMPLE",
    "-----BEGIN CERTIFICATE-----",
    "Bearer (sensitive value)",
    "https://relay.example:443/in",
    "https://(sensitive value)@relay.example",
    "arn:aws:iam::123456789012:role/highest",
  ])("are not made up: %s", (text) => {
    expect(secretsIn(text)).toEqual([]);
  });
});
