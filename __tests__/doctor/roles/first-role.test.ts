import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluateAll } from "../../../aws/policy/evaluate";
import { parsePolicy } from "../../../aws/policy/parse-policy";
import { firstRoleTemplate } from "../../../cli/commands/bootstrap/first-role-template";
import { firstRolePolicies } from "../../../doctor/roles/first-role";
import { expectedResources } from "../../../intent/expected-stack";
import { referenceAction } from "../../support/iam-data";
import { bootstrapStack } from "../../support/bootstrap-fleet";

const { name, text } = bootstrapStack();
const resources = expectedResources(name, text);
const ADMINISTRATOR = "222222222222";
const boundaryArn = `arn:aws:iam::${ADMINISTRATOR}:policy/workload-boundary`;
const policiesIn = (accountId: string) => firstRolePolicies({ accountId, resources });

describe("The first role", () => {
  const ask = (action: string, resource: string, context = {}) =>
    evaluateAll(policiesIn(ADMINISTRATOR).map(parsePolicy), { action, resource, context }).answer;
  const made = `arn:aws:iam::${ADMINISTRATOR}:role/orgduty-apply`;
  const boundary = { "iam:permissionsboundary": boundaryArn };

  it("makes the roles that the config names, with the boundary only", () => {
    expect(ask("iam:CreateRole", made, boundary)).toBe("yes");
    expect(ask("iam:CreateRole", made, { "iam:permissionsboundary": "arn:aws:iam::aws:policy/X" })).toBe(
      "no",
    );
    expect(ask("iam:CreateRole", `${made}-2`, boundary)).toBe("no");
    const user = `arn:aws:iam::${ADMINISTRATOR}:user/siem-reader`;
    expect(ask("iam:CreateUser", user, boundary)).toBe("yes");
    expect(ask("iam:CreateUser", user, { "iam:permissionsboundary": "arn:aws:iam::aws:policy/X" })).toBe(
      "no",
    );
  });

  it("attaches the policies of a role to that role, however many there will be, and no other", () => {
    const attach = (policyArn: string) => ask("iam:AttachRolePolicy", made, { "iam:policyarn": policyArn });
    expect(attach(`arn:aws:iam::${ADMINISTRATOR}:policy/orgduty-apply-apply-9`)).toBe("yes");
    expect(attach(`arn:aws:iam::${ADMINISTRATOR}:policy/orgduty-plan-plan-1`)).toBe("no");
    expect(attach("arn:aws:iam::aws:policy/AdministratorAccess")).toBe("no");
  });

  it.each(["iam:CreateAccessKey", "iam:PutRolePolicy", "iam:PassRole", "sts:AssumeRole"])(
    "may not %s",
    (action) => {
      for (const resource of [made, `arn:aws:iam::${ADMINISTRATOR}:user/siem-reader`, "*"])
        expect(ask(action, resource, boundary)).toBe("no");
    },
  );

  it.each(["s3:DeleteBucket", "s3:DeleteObject", "s3:GetObject", "kms:ScheduleKeyDeletion", "kms:Decrypt"])(
    "may not %s: it makes the bucket and the key, and reads no state",
    (action) => {
      for (const resource of [
        "arn:aws:s3:::acme-states",
        "arn:aws:s3:::acme-states/x",
        `arn:aws:kms:eu-west-1:${ADMINISTRATOR}:key/1`,
      ])
        expect(ask(action, resource)).toBe("no");
    },
  );

  it("is allowed actions that AWS has, none by a wildcard", async () => {
    const accounts = ["111111111111", ADMINISTRATOR, "333333333333"];
    const actions = new Set(
      accounts
        .flatMap((account) => policiesIn(account))
        .flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action)),
    );
    for (const action of actions) {
      expect(action).not.toMatch(/[*?]/);
      expect([action, (await referenceAction(action)) !== undefined]).toEqual([action, true]);
    }
  });
});

describe("The template of the first role", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-template-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has no fault for cfn-lint", () => {
    const template = firstRoleTemplate({
      ...{ name: "acme", accountId: ADMINISTRATOR, roleName: "orgduty-bootstrap" },
      policies: policiesIn(ADMINISTRATOR),
      permissionsBoundary: boundaryArn,
    });
    const file = join(folder, "template.json");
    writeFileSync(file, JSON.stringify(template));
    const linted = spawnSync("cfn-lint", [file], { encoding: "utf8" });
    if (linted.error !== undefined) {
      const message =
        'DID NOT RUN: cfn-lint is not installed (it comes with pip install "moto[server]==5.2.1")';
      if (process.env.CI) throw new Error(message);
      console.warn(message);
      return;
    }
    expect(linted.stdout + linted.stderr).toBe("");
  });
});
