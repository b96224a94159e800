import { spawnSync, type SpawnSyncOptionsWithStringEncoding } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../config/open-config";
import { sha256OfFile } from "../../plans-folder/hashing";
import { readManifest, writeManifest } from "../../plans-folder/manifest";
import { signatureRefusals } from "../../plan-review/report/signatures/signatures";
import { zipEntries } from "../../plan-review/read/zip-entries";
import { zip } from "../plan-review/conformance/plan-zip";
import { CASES } from "../plan-review/case-world";
import { addPlanFiles } from "../support/plan-files";
import { ROOT, orgduty } from "../support/orgduty";

/** Makes a case's plans those of a live run: with credentials in the config, and without an override in any plan file. */
async function planLive(config: string, plansFolder: string): Promise<void> {
  const accessIn = (partition: string, management: string, administrator: string) => {
    const role = (account: string) => `arn:${partition}:iam::${account}:role/orgduty`;
    const access = `{management: "${role(management)}", administrator: "${role(administrator)}"}`;
    return `    credentials: {plan: ${access}, apply: ${access}}`;
  };
  const text = readFileSync(config, "utf8")
    .replace(/^ {2}aws:$/m, `  aws:\n${accessIn("aws", "111111111111", "222222222222")}`)
    .replace(/^ {2}aws-cn:$/m, `  aws-cn:\n${accessIn("aws-cn", "555555555555", "666666666666")}`);
  writeFileSync(config, text);
  const manifest = readManifest(plansFolder);
  const createdAt = new Date().toISOString();
  const written = { ...manifest.config, sha256: sha256OfFile(config) };
  writeManifest(plansFolder, { ...manifest, createdAt, mode: "live", config: written });
  await addPlanFiles(config, plansFolder);
}

describe("orgduty review", () => {
  let folder: string;
  const review = (...flags: string[]) =>
    orgduty(["review", "--config", join(folder, "orgduty.yaml"), "--out", join(folder, "planned"), ...flags]);

  const prepared = mkdtempSync(join(tmpdir(), "orgduty-review-"));
  beforeAll(async () => {
    cpSync(join(CASES, "first-day"), prepared, { recursive: true });
    await addPlanFiles(join(prepared, "orgduty.yaml"), join(prepared, "planned"));
  });
  afterAll(() => rmSync(prepared, { recursive: true }));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "orgduty-review-"));
    cpSync(prepared, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("writes its files beside the plans and passes good ones", () => {
    const { status, stdout, stderr } = review();
    expect([status, stderr]).toEqual([0, expect.stringContaining("review.html")]);
    expect(stdout).toContain("OD-042 warning: The plans were made against AWS");
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(
      /^Passed offline, AWS was not asked: \d+ passed, 1 warning, \d+ not applicable$/,
    );
    const files = readdirSync(join(folder, "planned")).filter((name) => /^(review|comment)\./.test(name));
    expect(files.sort()).toEqual([
      ...["comment.md", "review.html", "review.intoto.json", "review.json", "review.md", "review.sarif"],
    ]);
  });

  it("exits 2 when a plan file is not there, or no plan file", () => {
    rmSync(join(folder, "planned/us-east-1/plan.tfplan"));
    writeFileSync(join(folder, "planned/us-east-2/plan.tfplan"), "forged");
    const { status, stdout } = review();
    expect(status).toBe(2);
    expect(stdout).toContain("OD-057 fail: Every stack is the one that the config makes");
    expect(stdout).toContain(
      "plan.tfplan expected the plan file beside plan.json, planned not there (us-east-1)",
    );
    expect(stdout).toContain("us-east-2/plan.tfplan: not a zip, or more than a zip (us-east-2)");
  });

  it("exits 2 when a plan file holds another stack, whatever the manifest says", () => {
    const path = join(folder, "planned/us-east-1/plan.tfplan");
    const own = readFileSync(path);
    const entry = zipEntries(own).map(({ name, read }) => [name, read()] as const);
    const files: Record<string, string | Buffer> = Object.fromEntries(entry);
    const name = "tfconfig/m-/cdk.tf.json";
    files[name] = files[name]!.toString().replaceAll("1209600", "60");
    writeFileSync(path, zip(files));
    const manifest = readManifest(join(folder, "planned"));
    const stacks = manifest.stacks.map((stack) =>
      stack.name === "us-east-1" ? { ...stack, planSha256: sha256OfFile(path) } : stack,
    );
    writeManifest(join(folder, "planned"), { ...manifest, stacks });
    const { status, stdout } = review();
    expect(status).toBe(2);
    expect(stdout).toContain("message_retention_seconds: expected 1209600, planned 60 (us-east-1)");
  });

  it("refuses a plan file with another forwarder although every hash agrees, and so does apply, before it runs", async () => {
    const [plans, ran] = [join(folder, "planned"), join(folder, "ran")];
    const config = join(folder, "orgduty.yaml");
    await planLive(config, plans);
    const own = join(folder, "own.zip");
    writeFileSync(own, zip({ "index.mjs": "export const handler = () => {};" }));
    const hash = createHash("sha256").update(readFileSync(own)).digest();
    const forged = { filename: own, source_code_hash: hash.toString("base64") };
    const planFile = join(plans, "us-east-1/plan.tfplan");
    const entries = zipEntries(readFileSync(planFile)).map(({ name, read }) => [name, read()] as const);
    const files: Record<string, string | Buffer> = Object.fromEntries(entries);
    const name = "tfconfig/m-/cdk.tf.json";
    const stack = JSON.parse(files[name]!.toString()) as { resource: Record<string, Record<string, object>> };
    for (const lambda of Object.values(stack.resource.aws_lambda_function!))
      Object.assign(lambda, forged, { provisioner: [{ "local-exec": { command: `touch ${ran}` } }] });
    files[name] = JSON.stringify(stack, null, 2);
    writeFileSync(planFile, zip(files));
    const jsonFile = join(plans, "us-east-1/plan.json");
    const json = JSON.parse(readFileSync(jsonFile, "utf8")) as {
      resource_changes: { type: string; change: { after: object } }[];
    };
    for (const { type, change } of json.resource_changes)
      if (type === "aws_lambda_function") Object.assign(change.after, forged);
    writeFileSync(jsonFile, JSON.stringify(json));
    const manifest = readManifest(plans);
    const stacks = manifest.stacks.map((entry) =>
      entry.name === "us-east-1"
        ? {
            ...entry,
            planSha256: sha256OfFile(planFile),
            planJsonSha256: sha256OfFile(jsonFile),
            assets: [{ path: own, sha256: hash.toString("hex") }],
          }
        : entry,
    );
    writeManifest(plans, { ...manifest, stacks });

    const { status, stdout } = review();
    expect(status).toBe(2);
    expect(stdout).not.toContain("Not what was planned");
    expect(stdout).toContain("OD-059 fail: The forwarder's code is what its source builds");
    expect(stdout).toContain(`filename: expected "../../assets/finding-forwarder.zip", planned "${own}"`);

    const applied = orgduty(["apply", "--yes", "--config", config, "--out", plans]);
    expect([applied.status, applied.stdout]).toEqual([1, ""]);
    expect(applied.stderr).toMatch(/not applied, for \d+ reasons:/);
    expect(applied.stderr).toContain("review: OD-057 fails: Every stack is the one that the config makes");
    expect(applied.stderr).toContain("review: OD-059 fails: The forwarder's code is what its source builds");
    expect(existsSync(ran)).toBe(false);
    expect(existsSync(join(folder, ".orgduty/state"))).toBe(false);
  });

  it("exits 2 when a rule fails, and names account and region", () => {
    const path = join(folder, "planned/us-east-2/plan.json");
    const plan = JSON.parse(readFileSync(path, "utf8")) as { resource_changes: { address: string }[] };
    plan.resource_changes = plan.resource_changes.filter(({ address }) => !address.includes("012345678901"));
    writeFileSync(path, JSON.stringify(plan));
    const { status, stdout } = review();
    expect(status).toBe(2);
    expect(stdout).toContain(
      "account 012345678901: no member in the plan, and no auto-enable for ALL accounts (us-east-2)",
    );
    expect(stdout).toContain("Not what was planned: us-east-2/plan.json changed");
  });

  it("prints one JSON document, and nothing else on stdout", () => {
    const { status, stdout } = review("--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, verdict: { passed: true } });
  });

  it("shows what changed since an earlier review, and writes what a CI job shows", () => {
    const earlier = join(folder, "earlier.json");
    review();
    cpSync(join(folder, "planned/review.json"), earlier);
    const snapshot = join(folder, "accounts/aws.json");
    writeFileSync(snapshot, readFileSync(snapshot, "utf8").replace("Payments", "Renamed"));
    review("--baseline", earlier, "--summary");
    expect(readFileSync(join(folder, "planned/summary.md"), "utf8")).toContain(
      "| name of account in aws 012345678901 | Payments | Renamed |",
    );
    expect(readFileSync(join(folder, "planned/review.html"), "utf8")).toContain("Since the review of");
    expect(readFileSync(join(folder, "planned/comment.md"), "utf8")).toContain(
      "- name of account in aws 012345678901: Payments → Renamed\n",
    );
  });

  it("keeps each review beside the plans, compares with the last one, and says what to type next", () => {
    const first = review("--baseline", "last");
    expect(first.stderr).toContain("nothing to compare with");
    expect(first.stderr.trimEnd().split("\n").at(-1)).toMatch(
      /^next, with credentials of AWS: \.\/orgduty plan --config /,
    );
    review();
    expect(readdirSync(join(folder, "reviews")).sort()).toEqual([
      expect.stringMatching(/^\d{8}T\d{6}Z-[0-9a-f]{12}\.html$/),
      expect.stringMatching(/^\d{8}T\d{6}Z-[0-9a-f]{12}\.intoto\.json$/),
      expect.stringMatching(/^\d{8}T\d{6}Z-[0-9a-f]{12}\.json$/),
    ]);
    // A plan replaces the folder, and with it the review.
    const manifest = readManifest(join(folder, "planned"));
    rmSync(join(folder, "planned/review.json"));
    writeManifest(join(folder, "planned"), { ...manifest, createdAt: "2026-11-25T00:00:00.000Z" });
    const { stderr } = review("--baseline", "last", "--json");
    expect(stderr).not.toContain("next");
    expect(readFileSync(join(folder, "planned/review.md"), "utf8")).toContain("## Since the review of ");
    expect(readdirSync(join(folder, "reviews"))).toHaveLength(6);
  });

  it("is signed with the commands of docs/reviewing-a-plan.md, and says what is to be signed", () => {
    const config = join(folder, "orgduty.yaml");
    const page = readFileSync(join(ROOT, "docs/reviewing-a-plan.md"), "utf8");
    const [makeKey = "", sign = "", check = ""] = [...page.matchAll(/```sh\n([^`]*?openssl[^`]*?)```/g)].map(
      ([, text]) => text,
    );
    const bash = (commands: string) => {
      // No standard input: bash takes a socket for a remote shell's, and reads the machine's bashrc.
      const options: SpawnSyncOptionsWithStringEncoding = {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      };
      const { status, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", commands], options);
      return [status, stderr];
    };
    expect(bash(makeKey)).toEqual([0, expect.not.stringContaining("rror")]);
    appendFileSync(config, "\nreview: {signatures: {keys: [keys/security.pem]}}\n");
    // As if it had been planned with these keys: a review with an altered config has failed, and is not to be signed.
    const planned = readManifest(join(folder, "planned"));
    const recorded = { ...planned.config, sha256: sha256OfFile(config) };
    writeManifest(join(folder, "planned"), { ...planned, config: recorded });
    expect(review().stderr).toContain("to be signed by 1 of 1: ");
    renameSync(join(folder, "planned"), join(folder, "plans"));
    expect(bash(sign)).toEqual([0, expect.not.stringContaining("rror")]);
    expect(bash(check)).toEqual([0, expect.not.stringContaining("rror")]);
    const plansFolder = join(folder, "plans");
    const { signatures } = loadConfig(config).review;
    const manifest = readManifest(plansFolder);
    const signed = { signatures: signatures!, manifest, plansFolder, shownFolder: "plans" };
    expect(signatureRefusals(signed)).toEqual([]);
    appendFileSync(join(plansFolder, "review.json"), " ");
    expect(bash(check)).toEqual([1, ""]);
    appendFileSync(join(plansFolder, "review.intoto.json"), " ");
    expect(signatureRefusals(signed)).toHaveLength(1);
  });

  it("rejects a folder without plans, a plan that is none and a baseline that is none", () => {
    const empty = mkdtempSync(join(tmpdir(), "orgduty-empty-"));
    const nothing = orgduty(["review", "--config", join(folder, "orgduty.yaml"), "--out", empty]);
    expect([nothing.status, nothing.stderr]).toEqual([1, expect.stringContaining("fix: ./orgduty plan")]);
    rmSync(empty, { recursive: true });
    const baseline = review("--baseline", join(folder, "orgduty.yaml"));
    expect([baseline.status, baseline.stderr]).toEqual([1, expect.stringContaining("is not a review")]);
    writeFileSync(join(folder, "planned/us-east-1/plan.json"), "{}");
    const unreadable = review();
    expect([unreadable.status, unreadable.stderr]).toEqual([
      1,
      expect.stringContaining("us-east-1/plan.json: no format_version"),
    ]);
    expect(unreadable.stderr).not.toContain("    at ");
  });
});
