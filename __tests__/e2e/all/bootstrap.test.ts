import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { parseDocument } from "yaml";
import { evaluateAll } from "../../../aws/policy/evaluate";
import { parsePolicy } from "../../../aws/policy/parse-policy";
import { BOOTSTRAP_ACTIONS } from "../../../doctor/needed/bootstrap-actions";
import { clientSettings } from "../../../local-aws/clients";
import { findMoto } from "../../../local-aws/moto/find-moto";
import { readRole, roleMay } from "../../../local-aws/role-policies";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import type { Manifest } from "../../../plans-folder/manifest";
import { exampleOrganizations, writeDemoConfig } from "../../../scripts/demo/config";
import { Orgduty } from "../../support/async-orgduty";
import { asyncRun } from "../../support/async-run";
import { ROOT } from "../../support/orgduty";
import { RecordingProxy } from "../../support/recording-proxy";

const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
const ROLES = (name: string) => ({
  management: role("111111111111", name),
  administrator: role("222222222222", name),
});

/** Operations of S3 whose action has another name. */
const S3_ACTIONS: Readonly<Record<string, string>> = {
  HeadBucket: "ListBucket",
  GetBucketAccelerateConfiguration: "GetAccelerateConfiguration",
  GetBucketCors: "GetBucketCORS",
  GetBucketEncryption: "GetEncryptionConfiguration",
  GetBucketLifecycle: "GetLifecycleConfiguration",
  PutBucketLifecycle: "PutLifecycleConfiguration",
  GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
  GetBucketReplication: "GetReplicationConfiguration",
  GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  PutBucketEncryption: "PutEncryptionConfiguration",
  PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
};

/** From no role at all to a plan by the role that was made, with the real Terraform against the local AWS. */
describe("orgduty bootstrap", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-bootstrap-"));
  const plans = join(folder, "plans-bootstrap");
  let config = "";
  let aws: LocalAws;
  let proxy: RecordingProxy;
  let orgduty: Orgduty;

  beforeAll(async () => {
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    await aws.seed(exampleOrganizations()[0]!);
    proxy = await RecordingProxy.start(aws.url, (await findMoto(folder))!.python);
    config = writeDemoConfig(folder, ["us-east-1"], "https://relay.example");
    edit((document) => {
      document.deleteIn(["organizations", "aws-cn"]);
      document.setIn(["organizations", "aws", "homeRegion"], "us-east-1");
      document.setIn(["organizations", "aws", "credentials"], {
        plan: ROLES("orgduty-plan"),
        apply: ROLES("orgduty-apply"),
      });
      document.delete("forwarding");
      document.set("state", { s3: { bucket: "demo-states", region: "eu-west-1" } });
      document.set("pipeline", { github: { repository: "acme/guardduty" } });
      document.set("bootstrap", { stateBucket: { account: "management" }, reader: { name: "siem-reader" } });
    });
    orgduty = new Orgduty(config, proxy.url);
    await orgduty.succeed("discover");
  }, 300_000);

  afterAll(async () => {
    await proxy?.stop();
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function edit(change: (document: ReturnType<typeof parseDocument>) => void): void {
    const document = parseDocument(readFileSync(config, "utf8"));
    change(document);
    writeFileSync(config, document.toString());
  }

  const manifestIn = (out: string) =>
    (JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as Manifest).stacks;

  /** The actions that a command calls, but for signing in. */
  async function recorded(work: () => Promise<unknown>): Promise<string[]> {
    const from = proxy.calls.length;
    await work();
    const actions = proxy.calls.slice(from).map(({ service, operation }) => {
      const name = service === "s3" ? (S3_ACTIONS[operation] ?? operation) : operation;
      return `${service}:${name}`;
    });
    return [...new Set(actions)].filter((action) => !action.startsWith("sts:")).sort();
  }

  /** What the first role's template lets it do, with cfn-lint's word on the template. */
  async function template(account: string): Promise<ReturnType<typeof parsePolicy>[]> {
    const bin = join(ROOT, "bin", "orgduty.js");
    const args = [bin, "bootstrap", "template", "--account", account, "--config", config];
    const { stdout } = await asyncRun(process.execPath, args);
    const file = join(folder, `${account}.json`);
    writeFileSync(file, stdout);
    const linted = spawnSync("cfn-lint", [file], { encoding: "utf8" });
    const isMissing = linted.error !== undefined;
    if (isMissing && process.env.CI) throw new Error("DID NOT RUN: cfn-lint is not installed");
    if (isMissing) console.warn("DID NOT RUN: cfn-lint is not installed");
    else expect(linted.stdout + linted.stderr).toBe("");
    const { Resources } = JSON.parse(stdout) as {
      Resources: Record<string, { Properties: { PolicyDocument?: unknown } }>;
    };
    return Object.values(Resources).flatMap(({ Properties: { PolicyDocument } }) =>
      PolicyDocument === undefined ? [] : [parsePolicy(PolicyDocument)],
    );
  }

  it("makes everything in one run, by calls that its table names and the first role's template allows", async () => {
    const called = await recorded(() => orgduty.succeed("bootstrap", "--yes", "--out", plans));
    expect(manifestIn(plans)).toMatchObject([{ name: "bootstrap-aws", kind: "bootstrap", destroys: 0 }]);
    const table = Object.values(BOOTSTRAP_ACTIONS).flatMap(({ reads, writes }) => [...reads, ...writes]);
    expect(called.filter((action) => !table.includes(action))).toEqual([]);
    const allowed = [...(await template("administrator")), ...(await template("management"))]
      .flatMap(({ statements }) => statements)
      .flatMap(({ actions }) => actions.items);
    expect(called.filter((action) => !allowed.includes(action))).toEqual([]);
    expect(allowed.filter((action) => /[*?]/.test(action))).toEqual([]);
  }, 900_000);

  it("refuses the first role what bootstrap does not do", async () => {
    const policies = await template("administrator");
    const may = (action: string, resource: string, context = {}) =>
      evaluateAll(policies, { action, resource, context }).answer;
    const made = role("222222222222", "orgduty-apply");
    expect(may("iam:DeleteRole", made)).toBe("yes");
    expect(may("iam:DeleteRole", role("222222222222", "other"))).toBe("no");
    const administrator = { "iam:policyarn": "arn:aws:iam::aws:policy/AdministratorAccess" };
    expect(may("iam:AttachRolePolicy", made, administrator)).toBe("no");
    expect(may("iam:PutRolePolicy", made)).toBe("no");
    expect(may("iam:CreateAccessKey", "arn:aws:iam::222222222222:user/siem-reader")).toBe("no");
    const bucket = await template("management");
    const onBucket = { resource: "arn:aws:s3:::demo-states", context: {} };
    expect(evaluateAll(bucket, { action: "s3:PutBucketPolicy", ...onBucket }).answer).toBe("yes");
    expect(evaluateAll(bucket, { action: "s3:DeleteBucket", ...onBucket }).answer).toBe("no");
  }, 120_000);

  it("makes roles that may do what they are for, and a plan role that only reads", async () => {
    const detector = "arn:aws:guardduty:us-east-1:222222222222:detector/0123456789abcdef0123456789abcdef";
    const context = { "aws:requestedregion": "us-east-1" };
    const plan = (await readRole(aws.url, ROLES("orgduty-plan").administrator))!;
    const apply = (await readRole(aws.url, ROLES("orgduty-apply").administrator))!;
    expect(roleMay(plan, "guardduty:GetDetector", detector, context)).toBe(true);
    expect(roleMay(apply, "guardduty:UpdateDetector", detector, context)).toBe(true);
    expect(roleMay(plan, "guardduty:UpdateDetector", detector, context)).toBe(false);
    const assumes = (resource: string) =>
      evaluateAll(plan.permissions.map(parsePolicy), { action: "sts:AssumeRole", resource, context: {} })
        .answer;
    expect(assumes(ROLES("orgduty-plan").management)).toBe("yes");
    expect(assumes(ROLES("orgduty-apply").management)).toBe("no");
  }, 120_000);

  it("finds nothing to do the second time, and moves its own state into the bucket that it made", async () => {
    edit((document) => document.setIn(["bootstrap", "state"], "bucket"));
    const refused = await orgduty.run("bootstrap", "--out", plans);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain("state move --bootstrap");
    await orgduty.succeed("state", "move", "--bootstrap", "--yes");
    const s3 = new S3Client({
      ...clientSettings(aws.url, "111111111111", "eu-west-1"),
      forcePathStyle: true,
    });
    const Key = "orgduty/demo/bootstrap-aws.tfstate";
    await s3.send(new HeadObjectCommand({ Bucket: "demo-states", Key }));
    s3.destroy();
    await orgduty.succeed("bootstrap", "--out", plans);
    expect(manifestIn(plans)).toMatchObject([{ adds: 0, changes: 0, destroys: 0 }]);
  }, 900_000);

  it("is not planned with the others, and they are planned by the role that it made", async () => {
    const out = join(folder, "plans");
    await orgduty.succeed("plan", "--out", out);
    expect(manifestIn(out).map(({ name }) => name)).toEqual(["foundation-aws", "us-east-1"]);
    const review = join(ROOT, "bin", "orgduty.js");
    const { stdout } = await asyncRun(process.execPath, [review, "review", "--config", config, "--out", out]);
    expect(stdout).not.toContain("OD-041 fail");
  }, 900_000);
});
