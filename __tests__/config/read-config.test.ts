import { readConfig } from "../../config/read-config";
import { problemsOf, told } from "./checked";

const TWO_MISTAKES = `name: acme
tags:
  owner: security
organizations:
  aws:
    managementAccountId: "111111111111"
    homeRegion: us-east-1
    accounts: accounts/aws.json
    enrolment:
      mode: explicit
    # The delegated administrator.
    administratorAccountId: "12345"
detection:
  findingPublishingFrequency: ONE_HOUR
regions:
  - us-east-1
  - us-east-2
  - eu-central-1
  - eu-west-2
  - eu-wets-1
`;

describe("readConfig", () => {
  it("tells two mistakes with line, cause and fix, in exactly this text", () => {
    const [error] = readConfig(TWO_MISTAKES, `${process.cwd()}/orgduty.yaml`).problems([]);
    expect(error?.message).toBe(`orgduty.yaml: 2 problems
  line 12  organizations.aws.administratorAccountId: account id must be 12 digits, got "12345"
    fix: quote the whole id, leading zeros included, e.g. "000000012345"
  line 20  regions[4]: "eu-wets-1" is not one of the 15 supported regions
    fix: did you mean "eu-west-1"?`);
  });

  it("finds no problem in a valid document", () => {
    expect(told({})).toEqual([]);
  });

  it("tells mistakes of shape and across keys together", () => {
    const problems = told({
      name: "1",
      "organizations.aws.canaryRegion": "cn-north-1",
      "organizations.aws.administratorAccountId": "111111111111",
      "detection.protectionPlans.s3DataEvents": "SOME",
    });
    expect(problems.map((problem) => problem.split(": ")[0]).sort()).toEqual([
      "detection.protectionPlans.s3DataEvents",
      "name",
      "organizations.aws.administratorAccountId",
      "organizations.aws.canaryRegion",
    ]);
  });

  it("adds what others found, with their lines", () => {
    const mistake = {
      path: ["organizations", "aws", "accounts"],
      message: "is stale",
      fix: "run orgduty discover",
    };
    const [error] = readConfig(TWO_MISTAKES, "/project/orgduty.yaml").problems([mistake]);
    expect(error?.message).toContain("line 8  organizations.aws.accounts: is stale");
  });

  it("shows an unquoted number as it was written, and why it is refused", () => {
    const problems = problemsOf(TWO_MISTAKES.replace('"12345"', "012345678901"));
    const problem = problems.find(({ line }) => line === 12);
    expect(problem?.message).toBe("account id must be a string, got 012345678901");
    expect(problem?.fix).toMatch(/^quote the whole id, leading zeros included/);
  });

  it("never shows a credential", () => {
    const logRelay = {
      protocol: "https",
      url: "https://user:hunter2@relay.example.com",
      headers: { Authorization: "Bearer hunter2", "X-Key\n": "hunter2" },
    };
    const problems = told({ "forwarding.logRelay": logRelay });
    expect(problems).toHaveLength(3);
    expect(problems.join("\n")).not.toContain("hunter2");
  });

  it("shows nothing that a terminal would obey, and cuts long values", () => {
    const [problem] = told({ name: `\u001b[31m\u202e${"x".repeat(500)}` });
    expect(problem).toContain('got "\\u001b[31m\\u202ex');
    expect(problem!.length).toBeLessThan(200);
  });

  it("refuses to complete a document with problems", () => {
    expect(() => readConfig(TWO_MISTAKES, "/project/orgduty.yaml").complete()).toThrow("has problems");
  });
});
