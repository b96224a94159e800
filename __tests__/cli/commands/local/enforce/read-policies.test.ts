import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policyFileName, policyOwner } from "../../../../../cli/commands/local/enforce/policy-file";
import { readPolicies } from "../../../../../cli/commands/local/enforce/read-policies";

const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: "*" }],
});

describe("A folder of policies", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "policies-"))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return () => readPolicies(".", { cwd: folder });
  };

  it("says by each file's name whose policy it is", () => {
    const files = {
      "plan.management.json": POLICY,
      "aws-cn.apply.administrator.2.json": POLICY,
      "notes.md": "",
    };
    expect(
      read(files)().map(({ partition, purpose, holder }) => `${partition} ${purpose} ${holder}`),
    ).toEqual(["aws-cn apply administrator", "aws plan management"]);
  });

  it("takes the names that are written", () => {
    const owner = { partition: "aws-cn", purpose: "verify", holder: "runner" } as const;
    for (const part of [1, 2]) expect(policyOwner(policyFileName(owner, part))).toEqual(owner);
    expect(policyFileName({ ...owner, partition: "aws" }, 1)).toBe("verify.runner.json");
  });

  it("is refused with every file that IAM or its name would not let through", () => {
    const files = {
      "plan.admin.json": POLICY,
      "apply.management.json": `${POLICY},`,
      "verify.management.json": "{}",
      "discover.management.json": POLICY.replace("Allow", "allowed"),
    };
    expect(read(files)).toThrow(
      new RegExp(
        [
          "4 problems",
          "apply.management.json: IAM takes no such policy: it is no JSON",
          "discover.management.json: IAM takes no such policy: a statement's Effect is .allowed.",
          "plan.admin.json: its name does not say whose policy it is",
          "verify.management.json: IAM takes no such policy: it has no Statement",
        ].join("[^]*"),
      ),
    );
  });

  it("is refused if it is not there", () => {
    expect(() => readPolicies("nowhere", { cwd: folder })).toThrow("--enforce: nowhere cannot be read");
  });
});
