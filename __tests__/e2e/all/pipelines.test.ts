import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GuardDutyClient, ListDetectorsCommand, UpdateDetectorCommand } from "@aws-sdk/client-guardduty";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { parseDocument, type Document } from "yaml";
import { clientSettings } from "../../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import { exampleOrganizations, writeDemoConfig } from "../../../scripts/demo/config";
import { FakeForge } from "../../pipeline/forge/fake-forge";
import { asyncRun } from "../../support/async-run";
import { GithubRun, type JobEnd } from "../../support/forge-runner/github-run";
import { ROOT } from "../../support/orgduty";

const FILES = ".github/workflows";
const OWN = { event: { pull_request: { number: 7, head: { repo: { full_name: "acme/guardduty" } } } } };
const OF_FORK = {
  event: { pull_request: { number: 7, head: { repo: { full_name: "mallory/guardduty" } } } },
};

/** The generated workflows of GitHub, step by step, against the local AWS: each job in a clone of its own. */
describe("The workflows of orgduty pipeline github", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-pipelines-"));
  const origin = join(folder, "forge/acme/guardduty.git");
  const desk = join(folder, "desk");
  const config = join(desk, "mine/orgduty.yaml");
  const forge = new FakeForge("job-token", "github-actions[bot]");
  let aws: LocalAws;
  let ofPullRequest: GithubRun;
  let first: GithubRun;

  beforeAll(async () => {
    await forge.start();
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    await aws.seed(exampleOrganizations()[0]!);
    await git("clone", "-q", "--bare", ROOT, origin);
    await git("clone", "-q", origin, desk);
    symlinkSync(join(ROOT, "node_modules"), join(desk, "node_modules"));
    mkdirSync(join(desk, "mine"));
    writeDemoConfig(join(desk, "mine"), ["us-east-1"], "https://relay.example");
    const kmsKeyArn = await createKey();
    edit((document) => {
      document.deleteIn(["organizations", "aws-cn"]);
      document.delete("forwarding");
      document.set("state", { s3: { bucket: "demo-states", region: "us-east-1" } });
      document.set("pipeline", { github: { repository: "acme/guardduty" }, shards: 2, kmsKeyArn });
    });
    expect(await orgduty("discover", "--aws", "local")).toMatchObject({ code: 0 });
    expect(await orgduty("pipeline", "github")).toMatchObject({ code: 0 });
    await commit("main", "A pipeline");
  }, 300_000);

  afterAll(async () => {
    await aws?.stop();
    await forge.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function git(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await asyncRun("git", args);
    if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  }
  const orgduty = (...args: string[]) =>
    asyncRun(process.execPath, [join(desk, "bin/orgduty.js"), ...args, "--config", config], {
      ORGDUTY_LOCAL_AWS_URL: aws.url,
    });
  function edit(change: (document: Document) => void): void {
    const document = parseDocument(readFileSync(config, "utf8"));
    change(document);
    writeFileSync(config, document.toString());
  }
  async function createKey(): Promise<string> {
    const client = new KMSClient(clientSettings(aws.url, "222222222222", "us-east-1"));
    const { KeyMetadata } = await client.send(new CreateKeyCommand({}));
    client.destroy();
    return KeyMetadata!.Arn!;
  }
  /** Commits what is at the desk to a branch of the forge. */
  async function commit(branch: string, message: string): Promise<string> {
    const author = ["-c", "user.name=ann", "-c", "user.email=ann@acme.example"];
    await git("-C", desk, "add", "mine/orgduty.yaml", "mine/accounts", "mine/.terraform.lock.hcl", ".github");
    await git("-C", desk, ...author, "commit", "-q", "--allow-empty", "-m", message);
    await git("-C", desk, "push", "-q", "--force", "origin", `HEAD:refs/heads/${branch}`);
    return git("-C", desk, "rev-parse", "HEAD");
  }
  async function start(file: string, github: object = {}, branch = "main"): Promise<GithubRun> {
    const eventPath = join(folder, "event.json");
    writeFileSync(eventPath, JSON.stringify((github as typeof OWN).event ?? {}));
    return new GithubRun({
      ...{ origin, folder, workflow: `${FILES}/${file}` },
      commit: await git("-C", origin, "rev-parse", `refs/heads/${branch}`),
      github: { repository: "acme/guardduty", ref: `refs/heads/${branch}`, ...github },
      env: {
        ...{ ORGDUTY_LOCAL_AWS_URL: aws.url, TEST_AWS: "--aws local", ...forge.github(eventPath) },
        GITHUB_SERVER_URL: `file://${join(folder, "forge")}`,
      },
    });
  }
  /** Plans and reviews what the protected branch has. */
  async function reviewed(): Promise<GithubRun> {
    const run = await start("orgduty.yml");
    await ran(run, "plan");
    await ran(run, "review");
    return run;
  }
  /** A job that has to succeed. */
  async function ran(run: GithubRun, job: string): Promise<JobEnd> {
    const end = await run.run(job);
    if (end.result !== "success") throw new Error(`${job}: ${end.result}\n${said(end)}`);
    return end;
  }
  const said = ({ steps }: JobEnd) =>
    steps.map(({ name, code, said: text }) => `${name} (${code})\n${text}`).join("\n");
  /** What GitHub sends to a job that somebody cancels. */
  const interrupt = (pid: number) => {
    try {
      process.kill(-pid, "SIGINT");
    } catch {
      // It has ended by itself.
    }
  };
  const lastOf = ({ steps }: JobEnd) => steps.at(-1)!;

  it("reviews a pull request with the plan role, and tells of it in one comment", async () => {
    edit((document) => document.setIn(["tags", "owner"], "somebody"));
    await commit("topic", "A change");
    const run = await start("orgduty-review.yml", { ...OWN, ref: "refs/pull/7/merge" }, "topic");
    ofPullRequest = run;
    await git("-C", desk, "reset", "-q", "--hard", "origin/main");
    const plan = await ran(run, "plan");
    expect(new Set(plan.signedInAs)).toEqual(new Set(["arn:aws:iam::222222222222:role/orgduty-plan"]));
    expect(readdirSync(run.artifacts).sort()).toEqual(["sealed-1", "sealed-2"]);
    for (const shard of ["1", "2"])
      expect(
        readFileSync(join(run.artifacts, `sealed-${shard}/shard-${shard}.sealed`)).includes("us-east-1/plan"),
      ).toBe(false);
    const review = await ran(run, "review");
    expect(review.steps.at(-1)).toMatchObject({ name: "Show in code scanning", code: 0 });
    expect(await run.run("review-of-a-fork")).toMatchObject({ result: "skipped" });
    expect(readdirSync(join(run.artifacts, "review"))).toEqual(
      expect.arrayContaining(["review.html", "review.json"]),
    );
    expect(readdirSync(join(run.artifacts, "review")).filter((name) => /plan/.test(name))).toEqual([]);
    await ran(run, "review");
    expect(forge.comments.map(({ body }) => body.split("\n")[0])).toEqual(["<!-- orgduty demo -->"]);
    expect(forge.comments[0]!.body).toContain("## GuardDuty review of demo");
    expect(readFileSync(join(run.artifacts, "..", `summary-${run.id}.md`), "utf8")).toContain("GuardDuty");
  }, 900_000);

  it("reviews a fork's pull request without AWS, without a role and without a word to the forge", async () => {
    const run = await start("orgduty-review.yml", OF_FORK, "topic");
    run.place.env.TEST_AWS = "";
    run.place.env.ORGDUTY_LOCAL_AWS_URL = "http://127.0.0.1:1";
    delete run.place.env.GITHUB_TOKEN;
    expect(await run.run("plan")).toMatchObject({ result: "skipped" });
    expect(await run.run("review")).toMatchObject({ result: "skipped" });
    const end = await ran(run, "review-of-a-fork");
    expect(end.signedInAs).toEqual([]);
    expect(said(end)).toContain("Passed offline");
    expect(forge.comments).toHaveLength(1);
  }, 900_000);

  it("fails the review if a shard was not planned", async () => {
    const run = await start("orgduty-review.yml", OWN, "topic");
    run.jobs.set("plan", { result: "failure", steps: [], outputs: {}, folder, signedInAs: [] });
    const end = await run.run("review");
    expect([end.result, end.steps.map(({ name }) => name)]).toEqual(["failure", ["Every shard was planned"]]);
  });

  it("applies no artefact that was tampered with, or that is of a pull request's run", async () => {
    await commit("main", "Merged");
    first = await reviewed();
    expect(first.jobs.get("review")!.outputs.changes).not.toBe("0");
    const file = join(first.artifacts, "reviewed/plans.sealed");
    const good = readFileSync(file);
    const bad = Buffer.from(good);
    bad[bad.length - 100]! ^= 1;
    writeFileSync(file, bad);
    const tampered = await first.run("apply");
    expect([tampered.result, lastOf(tampered).name]).toEqual(["failure", "Unseal"]);
    expect(lastOf(tampered).said).toContain("plans.sealed");
    cpSync(join(ofPullRequest.artifacts, "sealed-1/shard-1.sealed"), file);
    const foreign = await first.run("apply");
    expect([foreign.result, lastOf(foreign).name]).toEqual(["failure", "Unseal"]);
    expect(lastOf(foreign).said).toContain("sealed from the git tree");
    writeFileSync(file, good);
    const elsewhere = await start("orgduty.yml", {}, "topic");
    expect(await elsewhere.run("plan")).toMatchObject({ result: "skipped" });
  }, 900_000);

  it("ends a cancelled apply in order, and refuses what is approved after the branch has gone on", async () => {
    const cancelled = await first.run("apply", (step, child) => {
      if (step !== "Apply") return;
      child.stderr!.on("data", (chunk: Buffer) => {
        if (/appl/.test(chunk.toString())) setTimeout(() => interrupt(child.pid!), 8_000);
      });
    });
    expect([cancelled.result, lastOf(cancelled).name]).toEqual(["failure", "Apply"]);
    edit((document) => document.setIn(["tags", "cost-center"], "4712"));
    await commit("main", "The branch goes on");
    const late = await first.run("apply");
    expect([late.result, lastOf(late).name, late.signedInAs]).toEqual([
      "failure",
      "Is this still what main has?",
      [],
    ]);
    expect(lastOf(late).said).toContain("main has another tree now");
  }, 900_000);

  it("lets one of two merges apply what the cancelled one left, and the other finds nothing left to do", async () => {
    const one = await reviewed();
    // The same tree again, as an empty commit leaves it.
    await commit("main", "Another merge");
    const other = await reviewed();
    const applied = await ran(one, "apply");
    expect(applied.signedInAs).toEqual(["arn:aws:iam::222222222222:role/orgduty-apply"]);
    // Its plans are stale, and a fresh plan says that nothing is left to do.
    expect(lastOf(await ran(other, "apply")).said).toContain("nothing to do: ");
    const nothing = await reviewed();
    expect(nothing.jobs.get("review")!.outputs.changes).toBe("0");
    expect(await nothing.run("apply")).toMatchObject({ result: "skipped" });
  }, 1_800_000);

  it("looks for drift and verifies on a schedule, and keeps the history of a run that fails", async () => {
    const clean = await start("orgduty-watch.yml");
    await ran(clean, "watch");
    const client = new GuardDutyClient(clientSettings(aws.url, "222222222222", "us-east-1"));
    const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
    await client.send(
      new UpdateDetectorCommand({ DetectorId: DetectorIds[0], FindingPublishingFrequency: "SIX_HOURS" }),
    );
    client.destroy();
    for (const length of [2, 3]) {
      const run = await start("orgduty-watch.yml");
      const drifted = await run.run("watch");
      expect(drifted.steps.find(({ name }) => name === "Drift")).toMatchObject({ code: 3 });
      expect(drifted.steps.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["Verify", "Keep the history"]),
      );
      const history = readFileSync(join(drifted.folder, "history/drift.jsonl"), "utf8");
      expect(history.trim().split("\n")).toHaveLength(length);
      expect(
        readFileSync(join(drifted.folder, "history/verify.jsonl"), "utf8").trim().split("\n"),
      ).toHaveLength(length);
    }
  }, 900_000);

  it("proposes accounts that changed, once, and nothing if none did", async () => {
    const same = await ran(await start("orgduty-watch.yml"), "discover");
    expect(lastOf(same).said).toContain("no account has changed");
    expect(forge.proposals).toEqual([]);
    const snapshot = join(desk, "mine/accounts/aws.json");
    const text = readFileSync(snapshot, "utf8");
    const [account] = (JSON.parse(text) as { accounts: { name: string }[] }).accounts.slice(-1);
    writeFileSync(snapshot, text.replace(JSON.stringify(account!.name), '"an earlier name"'));
    await commit("main", "As it was before");
    for (let time = 0; time < 2; time += 1) {
      const end = await ran(await start("orgduty-watch.yml"), "discover");
      expect(lastOf(end).said).toContain("was renamed");
    }
    expect(forge.proposals).toMatchObject([{ from: "orgduty/discover", to: "main" }]);
    expect(forge.proposals[0]!.body).toContain("an earlier name");
    expect(await git("-C", origin, "diff", "--name-only", "main", "orgduty/discover")).toBe(
      "mine/accounts/aws.json",
    );
    expect(forge.refused).toEqual([]);
  }, 900_000);
});
