import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256OfFile } from "../../plans-folder/hashing";
import { findManifest } from "../../plans-folder/manifest";
import { planAll, type PlanAllProps } from "../../terraform/plan/plan-all";
import { dataResource, TinyProject } from "../terraform-runner/support/tiny-project";

describe("planAll, with real Terraform", () => {
  let project: TinyProject;
  beforeEach(() => (project = new TinyProject()));
  afterEach(() => project.remove());
  const plan = async (changed: Partial<PlanAllProps> = {}) =>
    planAll({ ...project.planProps(await project.open()), ...changed });

  it("leaves a folder a stack, and a manifest with the hashes of exactly those bytes", async () => {
    const { manifest, failures } = await plan();
    expect(failures).toEqual([]);
    expect(findManifest(project.plansFolder)).toEqual(manifest);
    expect(manifest?.stacks.map(({ name, adds, accounts }) => [name, adds, accounts?.covered])).toEqual([
      ["foundation-aws", 1, undefined],
      ["us-east-2", 1, 1],
      ["us-east-1", 1, 1],
    ]);
    for (const stack of manifest?.stacks ?? []) {
      const folder = join(project.plansFolder, stack.name);
      expect(readdirSync(folder)).toEqual(["plan.json", "plan.tfplan"]);
      expect(sha256OfFile(join(folder, "plan.tfplan"))).toBe(stack.planSha256);
      expect(sha256OfFile(join(folder, "plan.json"))).toBe(stack.planJsonSha256);
      expect(statSync(join(folder, "plan.tfplan")).mode & 0o777).toBe(0o600);
    }
  });

  it("says which shard it is, of which lock file and engine, and names only the shard's stacks", async () => {
    writeFileSync(join(project.folder, ".terraform.lock.hcl"), "");
    const [stack] = project.planProps(await project.open()).stacks;
    const { manifest } = await plan({ stacks: [stack!], shard: { number: 1, of: 3 } });
    expect(findManifest(project.plansFolder)).toEqual(manifest);
    expect(manifest).toMatchObject({
      shard: { number: 1, of: 3 },
      lockFileSha256: sha256OfFile(join(project.folder, ".terraform.lock.hcl")),
      stacks: [{ name: "foundation-aws" }],
    });
  });

  it("leaves an empty set for a shard that has no stack", async () => {
    const { manifest } = await plan({ stacks: [], shard: { number: 3, of: 3 } });
    expect(readdirSync(project.plansFolder)).toEqual(["manifest.json"]);
    expect(manifest?.stacks).toEqual([]);
  });

  it("renders the same bytes of plan.json the next time", async () => {
    const first = (await plan()).manifest?.stacks.map(({ planJsonSha256 }) => planJsonSha256);
    expect((await plan()).manifest?.stacks.map(({ planJsonSha256 }) => planJsonSha256)).toEqual(first);
  });

  it("shows a failed stack's diagnostics, plans the others, and leaves the last plans as they were", async () => {
    await plan();
    const before = readFileSync(join(project.plansFolder, "manifest.json"));
    project.write({ "us-east-2": dataResource("${nothing.at.all}") });
    const done: string[] = [];
    const { manifest, failures } = await plan({
      onStep: (stack, step) => step === "done" && done.push(stack),
    });
    expect(manifest).toBeUndefined();
    expect(failures.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^us-east-2: terraform plan failed\n[^]*Reference to undeclared resource/),
    ]);
    expect(done.sort()).toEqual(["foundation-aws", "us-east-1"]);
    expect(readFileSync(join(project.plansFolder, "manifest.json"))).toEqual(before);
    expect(readdirSync(project.folder).filter((name) => name.startsWith(".plans"))).toEqual([]);
  });

  it("shows why the first init failed, once, where the provider has yet to be fetched", async () => {
    const terraform = { required_providers: { missing: { source: "example.invalid/no/provider" } } };
    project.write({ "foundation-aws": { ...dataResource("x"), terraform } });
    const { manifest, failures } = await plan();
    expect(manifest).toBeUndefined();
    expect(failures.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^foundation-aws: terraform init failed\n[^]*example\.invalid/),
    ]);
  });

  it("rejects with what the app printed when synth fails, and leaves no plans", async () => {
    project.write({});
    const workspace = await project.open();
    const run = async () => ({ exitCode: 1, stdout: "", stderr: "orgduty.yaml: 1 problem\n" });
    await expect(planAll(project.planProps({ ...workspace, run }))).rejects.toThrow(
      "synth failed (node app.js):\norgduty.yaml: 1 problem",
    );
    expect(existsSync(project.plansFolder)).toBe(false);
  });

  it("refuses while another run works on the same config", async () => {
    const [first, second] = await Promise.allSettled([plan(), plan()]);
    expect([first.status, second.status].sort()).toEqual(["fulfilled", "rejected"]);
    const rejected = [first, second].find((result) => result.status === "rejected");
    expect(String(rejected?.reason)).toContain("another orgduty works in");
  });

  it("stops and leaves the last plans when interrupted", async () => {
    await plan();
    const before = readFileSync(join(project.plansFolder, "manifest.json"));
    const abort = new AbortController();
    const props = project.planProps(await project.open({ signal: abort.signal }));
    await expect(
      planAll({ ...props, onStep: (_, step) => step === "plan" && abort.abort() }),
    ).rejects.toMatchObject({ name: "AbortError" });
    expect(readFileSync(join(project.plansFolder, "manifest.json"))).toEqual(before);
    expect(readdirSync(project.folder).filter((name) => name.startsWith(".plans"))).toEqual([]);
  });
});
