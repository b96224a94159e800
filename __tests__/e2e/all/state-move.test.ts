import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { parseDocument } from "yaml";
import { clientSettings } from "../../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import type { Manifest } from "../../../plans-folder/manifest";
import { exampleOrganizations, writeDemoConfig } from "../../../scripts/demo/config";
import { Orgduty } from "../../support/async-orgduty";
import { asyncRun } from "../../support/async-run";
import { ROOT } from "../../support/orgduty";

const S3_STATE = { s3: { bucket: "demo-states", region: "eu-west-1", keyPrefix: "one" } };
const KEY = "demo/us-east-1.tfstate";

/** Moved by the real Terraform, between files and buckets of the local AWS. */
describe("orgduty state move, of an applied organization", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-state-"));
  const plans = join(folder, "plans");
  const localState = join(folder, ".orgduty/local/state/demo/us-east-1.tfstate");
  let config = "";
  let aws: LocalAws;
  let orgduty: Orgduty;
  let s3: S3Client;

  beforeAll(async () => {
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    await aws.seed(exampleOrganizations()[0]!);
    s3 = new S3Client({ ...clientSettings(aws.url, "111111111111", "eu-west-1"), forcePathStyle: true });
    config = writeDemoConfig(folder, ["us-east-1"], "https://relay.example");
    edit((document) => {
      document.deleteIn(["organizations", "aws-cn"]);
      document.setIn(["organizations", "aws", "homeRegion"], "us-east-1");
      document.delete("forwarding");
    });
    orgduty = new Orgduty(config, aws.url);
    await orgduty.succeed("discover");
    await orgduty.succeed("plan", "--out", plans);
    await orgduty.succeed("apply", "--out", plans, "--yes");
  }, 600_000);

  afterAll(async () => {
    s3?.destroy();
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function edit(change: (document: ReturnType<typeof parseDocument>) => void): void {
    const document = parseDocument(readFileSync(config, "utf8"));
    change(document);
    writeFileSync(config, document.toString());
  }

  const keepIn = (state: unknown) => edit((document) => document.setIn(["state"], state));

  async function inBucket(key: string): Promise<string | undefined> {
    const bucket = S3_STATE.s3.bucket;
    const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch(() => undefined);
    return answer?.Body?.transformToString();
  }

  /** What is compared: Terraform counts its own write, so the serial may be one higher. */
  const contentOf = (text: string | undefined) => {
    const { lineage, resources } = JSON.parse(text ?? "{}") as { lineage?: string; resources?: unknown[] };
    return { lineage, resources };
  };

  /** A plan of the region, which has to find nothing to do. */
  async function planIsEmpty(): Promise<void> {
    await orgduty.succeed("plan", "--out", plans, "--stack", "us-east-1");
    const { stacks } = JSON.parse(readFileSync(join(plans, "manifest.json"), "utf8")) as Manifest;
    expect(stacks).toMatchObject([{ adds: 0, changes: 0, destroys: 0 }]);
  }

  it("is what plan and destroy advise, if the config names another place than the state's", async () => {
    keepIn(S3_STATE);
    for (const command of [
      ["plan", "--out", plans],
      ["destroy", "--yes"],
    ]) {
      const { code, stderr } = await orgduty.run(...command);
      expect(code).toBe(1);
      expect(stderr).toContain(
        `us-east-1: its state is in ${localState}, and the config says s3://demo-states/one/${KEY}`,
      );
      expect(stderr).toContain("./orgduty state move --aws local");
    }
  });

  it("is what apply, review and verify name then", async () => {
    const review = await asyncRun(process.execPath, [
      ...[join(ROOT, "bin/orgduty.js"), "review"],
      ...["--out", plans, "--config", config],
    ]);
    const applied = await orgduty.run("apply", "--out", plans, "--yes");
    const verified = await orgduty.run("verify");
    for (const { stderr } of [review, applied, verified])
      expect(stderr).toContain(
        `us-east-1: this machine last saw its state in ${localState}, and the config says s3://demo-states/one/${KEY}`,
      );
    expect(applied.code).toBe(1);
  }, 300_000);

  it("copies to a bucket, keeps the source, and leaves nothing to plan", async () => {
    const before = readFileSync(localState, "utf8");
    await orgduty.succeed("state", "move", "--yes");
    expect(contentOf(await inBucket(`one/${KEY}`))).toEqual(contentOf(before));
    expect(readFileSync(localState, "utf8")).toBe(before);
    await planIsEmpty();
  }, 300_000);

  it("leaves a lock alone until a person names it, to plan, destroy, state move and state unlock alike", async () => {
    const lock = { ID: "left-behind", Operation: "OperationTypeApply", Who: "alice@ci", Version: "1.11.4" };
    const Body = JSON.stringify({
      ...lock,
      Created: "2026-01-02T03:04:05.6Z",
      Path: `demo-states/one/${KEY}`,
    });
    await s3.send(new PutObjectCommand({ Bucket: S3_STATE.s3.bucket, Key: `one/${KEY}.tflock`, Body }));
    for (const command of [
      ["plan", "--out", plans, "--stack", "us-east-1"],
      ["destroy", "--stack", "us-east-1", "--yes"],
      ["state", "move", "--yes", "--remove-source"],
    ]) {
      const { code, stderr } = await orgduty.run(...command);
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(
          /us-east-1 is locked by alice@ci \(apply\) since 2026-01-02 03:04 UTC, \d+ days ago/,
        ),
      ]);
      expect(stderr).toContain("./orgduty state unlock us-east-1 left-behind --aws local");
    }
    const wrong = await orgduty.run("state", "unlock", "us-east-1", "another", "--yes");
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("has no lock another")]);
    expect(await inBucket(`one/${KEY}.tflock`)).toBe(Body);
    const unlocked = await orgduty.succeed("state", "unlock", "us-east-1", "left-behind", "--yes");
    expect(unlocked.trim()).toBe(`unlocked: s3://demo-states/one/${KEY}`);
    expect(existsSync(localState)).toBe(true);
    await planIsEmpty();
  }, 600_000);

  it("finds, run again, that it is done, and removes the source if asked", async () => {
    expect(
      JSON.parse(await orgduty.succeed("state", "move", "--yes", "--remove-source", "--json")),
    ).toMatchObject({
      moved: [{ stack: "us-east-1", outcome: "same", sourceRemoved: true }],
      failed: [],
    });
    expect(existsSync(localState)).toBe(false);
    expect(await orgduty.succeed("state", "move", "--yes")).toContain("nothing to move");
  }, 300_000);

  it("refuses to overwrite another state, and goes on once it is gone", async () => {
    keepIn({ s3: { ...S3_STATE.s3, keyPrefix: "two" } });
    const other = {
      version: 4,
      serial: 1,
      lineage: "another",
      outputs: {},
      resources: [],
      terraform_version: "1.11.4",
    };
    await s3.send(
      new PutObjectCommand({ Bucket: S3_STATE.s3.bucket, Key: `two/${KEY}`, Body: JSON.stringify(other) }),
    );
    const { code, stderr } = await orgduty.run("state", "move", "--yes");
    expect([code, stderr]).toEqual([1, expect.stringContaining("the target holds another state")]);
    expect(contentOf(await inBucket(`two/${KEY}`))).toEqual({ lineage: "another", resources: [] });
  }, 300_000);

  it("moves from one key to another, and back to a file", async () => {
    const before = await inBucket(`one/${KEY}`);
    keepIn({ s3: { ...S3_STATE.s3, keyPrefix: "three" } });
    await orgduty.succeed("state", "move", "--yes", "--remove-source");
    expect(await inBucket(`one/${KEY}`)).toBeUndefined();
    expect(contentOf(await inBucket(`three/${KEY}`))).toEqual(contentOf(before));
    keepIn("local");
    await orgduty.succeed("state", "move", "--yes");
    expect(contentOf(readFileSync(localState, "utf8"))).toEqual(contentOf(before));
    await planIsEmpty();
  }, 300_000);

  it("leaves a state in a bucket that plan and review name, and destroy takes down, after its region has left", async () => {
    keepIn({ s3: { ...S3_STATE.s3, keyPrefix: "four" } });
    await orgduty.succeed("state", "move", "--yes", "--remove-source");
    edit((document) => {
      document.setIn(["regions"], ["eu-west-1"]);
      document.setIn(["organizations", "aws", "homeRegion"], "eu-west-1");
      document.setIn(["organizations", "aws", "canaryRegion"], "eu-west-1");
    });
    const said = await orgduty.run("plan", "--out", plans, "--stack", "eu-west-1");
    expect(said.stderr).toContain(
      `us-east-1 is not in the config, but its state s3://demo-states/four/${KEY} holds resources`,
    );
    expect(said.stderr).toContain("./orgduty destroy --stack us-east-1 --aws local");
    const review = [join(ROOT, "bin/orgduty.js"), "review", "--out", plans, "--config", config];
    const reviewed = spawnSync(process.execPath, review, { encoding: "utf8" }).stdout;
    expect(reviewed).toMatch(/its stack has left the config.*\(us-east-1\)/);
    expect(reviewed).not.toContain("(saved in the plan)");
    const destroyed = await orgduty.succeed("destroy", "--stack", "us-east-1", "--yes");
    expect(destroyed).toContain("destroyed: us-east-1");
    expect(await inBucket(`four/${KEY}`)).not.toContain("aws_guardduty_detector");
  }, 600_000);
});
