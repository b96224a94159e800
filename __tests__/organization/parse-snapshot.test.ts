import type { Snapshot } from "../../organization/snapshot";
import { ProblemsError } from "../../config/problems/problems";
import { parseSnapshot } from "../../organization/parse-snapshot";
import { account, manyAccounts, validSnapshot } from "./valid-snapshot";

function told(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  try {
    parseSnapshot(text, "/project/accounts/aws.json");
    return "fine";
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    return error.message;
  }
}

describe("parseSnapshot", () => {
  it("reads a snapshot, ordered by id", () => {
    const snapshot = validSnapshot([account("012345678901")]);
    expect(parseSnapshot(JSON.stringify(snapshot), "aws.json").accounts.map(({ id }) => id)).toEqual([
      "012345678901",
      "111111111111",
      "222222222222",
    ]);
  });

  it("rejects what is nested too deeply or too large, without reading it", () => {
    expect(told("[".repeat(100_000) + "]".repeat(100_000))).toMatch(
      /line 1 {2}the document: it is nested 100000 levels deep/,
    );
    expect(
      told(
        validSnapshot([], {
          regions: JSON.parse('{"a":'.repeat(60) + "1" + "}".repeat(60)) as Snapshot["regions"],
        }),
      ),
    ).toMatch(/nested 61 levels deep/);
  });

  it.each(["nobody", "a b@acme.example", "@acme.example", `${"x".repeat(60)}@acme.example`])(
    "rejects an active account's e-mail that GuardDuty would refuse: %s",
    (email) => {
      expect(told(validSnapshot([account("333333333333", { email })]))).toMatch(
        /line \d+ {2}accounts\[2\]\.email: /,
      );
      expect(told(validSnapshot([account("333333333333", { email, state: "SUSPENDED" })]))).toBe("fine");
    },
  );

  it.each(['{\n"a": 1,\n}', '{\n"a": abc}', "", "abc", "{}", '{"accounts": 3}'])(
    "has a line for each problem of %j",
    (text) => {
      const lines = told(text)
        .split("\n")
        .slice(1)
        .filter((line) => !line.includes("fix: "));
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line).toMatch(/^ {2}line \d+ {2}/);
    },
  );

  it("keeps hostile names and e-mails as they are", () => {
    const hostile = account("333333333333", {
      name: "<script>\u202e${x}\u0000",
      email: "=cmd()@x",
      organizationalUnitPath: ['"'],
    });
    expect(parseSnapshot(JSON.stringify(validSnapshot([hostile])), "aws.json").accounts[2]).toEqual(hostile);
  });

  it("rejects an account that is listed twice, with its line", () => {
    expect(told(validSnapshot([account("222222222222")]))).toMatch(
      /line 26 {2}accounts\[2\]: account "222222222222" is listed twice/,
    );
  });

  it("rejects a key that is given twice: the first of two lists of accounts would be lost", () => {
    const text = JSON.stringify(validSnapshot(), null, 2);
    expect(told(text.replace('"accounts": [', '"accounts": [],\n  "accounts": ['))).toMatch(
      /line 8 {2}accounts: is given twice in one map\n {4}fix: keep one of the two/,
    );
    expect(told(text.replace('"name":', '"name": "twice", "name":'))).toMatch(/name: is given twice/);
  });

  it("takes no text for a key", () => {
    const odd = account("333333333333", { name: '"accounts": {"a": 1}\\', email: "a:b@acme.example" });
    expect(told(validSnapshot([odd]))).toBe("fine");
  });

  it("rejects an older snapshot that has only Status, once for all accounts", () => {
    const accounts = validSnapshot().accounts.map(({ state, ...rest }) => ({ ...rest, status: state }));
    expect(told({ ...validSnapshot(), accounts })).toBe(`/project/accounts/aws.json: 1 problem
  line 8  accounts[0]: 2 accounts have only Status, which Organizations replaced with State on 2026-09-09
    fix: run ./orgduty discover`);
  });

  it.each([
    ["an empty file", "", /the file is empty\n {4}fix: run \.\/orgduty discover/],
    [
      "what is not JSON, with the line",
      '{\n  "schemaVersion": 1,\n  oops\n}',
      /line 3 {2}the document: is not JSON: /,
    ],
    ["a list", [], /must be a map, got a list/],
    ["a list of no accounts", validSnapshot([], { accounts: [] }), /accounts: the list of accounts is empty/],
    [
      "another version",
      { ...validSnapshot(), schemaVersion: 2 },
      /schemaVersion: snapshot version 2 is not one orgduty reads/,
    ],
    [
      "an unknown state",
      validSnapshot([account("333333333333", { state: "FROZEN" as "ACTIVE" })]),
      /accounts\[2\]\.state: "FROZEN" is not an account state/,
    ],
    [
      "an id that is a number",
      validSnapshot([account(333333333333 as unknown as string)]),
      /accounts\[2\]\.id: account id must be a string, got 333333333333/,
    ],
    [
      "an account without an e-mail",
      validSnapshot([account("333333333333", { email: "" })]),
      /accounts\[2\]\.email: the e-mail is empty/,
    ],
    [
      "a management account that is not listed",
      validSnapshot([], { managementAccountId: "999999999999" }),
      /managementAccountId: "999999999999" is not among/,
    ],
    [
      "an unknown partition",
      { ...validSnapshot(), partition: "aws-us-gov" },
      /partition: must be one of aws, aws-cn, got "aws-us-gov"/,
    ],
    ["a time that is none", validSnapshot([], { readAt: "yesterday" }), /readAt: "yesterday" is not a time/],
    [
      "the output of list-accounts",
      { Accounts: [{ Id: "111111111111" }] },
      /1 problem\n.*Accounts: is what the AWS CLI's list-accounts prints, and no snapshot\n {4}fix: run \.\/orgduty discover/,
    ],
  ])("rejects %s", (_, value, expected) => {
    expect(told(value)).toMatch(expected);
  });

  it("tells twenty problems and how many more there are", () => {
    const accounts = manyAccounts(50).map((entry) => ({ ...entry, state: "FROZEN" as "ACTIVE" }));
    expect(told(validSnapshot(accounts))).toMatch(/21 problems\n[^]*the document: 30 more problems\n.*$/);
  });

  it("reads 5,000 accounts in under 200 ms of CPU time, when nothing else takes it", () => {
    const text = JSON.stringify(validSnapshot(manyAccounts(5_000)));
    const milliseconds = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage();
      parseSnapshot(text, "aws.json");
      return process.cpuUsage(start).user / 1_000;
    });
    // The others may have paid for the collection of what earlier tests left behind.
    expect(Math.min(...milliseconds)).toBeLessThan(200);
  });
});
