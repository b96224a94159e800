import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { StackEntry } from "../../config/stack-list";
import { applyAll, prepareApply, type ApplyAllProps } from "../../terraform/apply/apply-all";
import { sha256 } from "../../plans-folder/hashing";
import { planAll } from "../../terraform/plan/plan-all";
import type { Manifest } from "../../plans-folder/manifest";
import { runProcess, type RunProcess } from "../../terraform/process/run-process";
import { commandResource, dataResource, TinyProject } from "../terraform-runner/support/tiny-project";

describe("applying plan files, with real Terraform", () => {
  let project: TinyProject;
  beforeEach(() => (project = new TinyProject()));
  afterEach(() => project.remove());
  const plan = async (): Promise<Manifest> => {
    const { manifest, failures } = await planAll(project.planProps(await project.open()));
    if (!manifest) throw failures[0] as unknown as Error;
    return manifest;
  };
  const props = async (manifest: Manifest, changed: Partial<ApplyAllProps> = {}): Promise<ApplyAllProps> => ({
    workspace: await project.open(),
    manifest,
    plansFolder: project.plansFolder,
    shownFolder: "plans",
    concurrency: 2,
    ...changed,
  });
  const adds = ({ stacks }: Manifest) => stacks.map((stack) => stack.adds);

  it("applies every stack in order, and a second plan is empty", async () => {
    const apply = await props(await plan());
    expect(await prepareApply(apply)).toEqual([]);
    expect(await applyAll(apply)).toEqual({
      applied: ["foundation-aws", "us-east-2", "us-east-1"],
      unchanged: [],
      failures: [],
      notStarted: [],
    });
    expect(adds(await plan())).toEqual([0, 0, 0]);
  });

  it("stops at a failure and says what was done and what was not", async () => {
    project.write({ "us-east-2": commandResource("echo no such region >&2; exit 1") });
    const explainFailure = async () => "GuardDuty says: not enabled";
    const { applied, failures, notStarted } = await applyAll(await props(await plan(), { explainFailure }));
    expect([applied, notStarted]).toEqual([["foundation-aws"], ["us-east-1"]]);
    expect(failures.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /us-east-2: terraform apply failed\n[^]*no such region[^]*GuardDuty says: not enabled/,
      ),
    ]);
  });

  it("lets the other regions finish when one fails", async () => {
    project.remove();
    project = new TinyProject(["eu-west-1", "us-east-1", "us-east-2"]);
    project.write({ "eu-west-1": commandResource("exit 1"), "us-east-1": commandResource("sleep 1") });
    const { applied, notStarted } = await applyAll(await props(await plan()));
    expect([applied, notStarted]).toEqual([["foundation-aws", "us-east-2", "us-east-1"], []]);
  });

  it("tells what was done where Terraform cannot be started, once the others have finished", async () => {
    project.remove();
    project = new TinyProject(["eu-west-1", "us-east-1", "us-east-2"]);
    project.write({ "us-east-1": commandResource("sleep 1") });
    const apply = await props(await plan());
    const run: RunProcess = (request) =>
      request.args[0] === "apply" && request.cwd.endsWith("eu-west-1")
        ? Promise.reject(Object.assign(new Error("spawn terraform EMFILE"), { code: "EMFILE" }))
        : runProcess(request);
    const { applied, failures } = await applyAll({ ...apply, workspace: { ...apply.workspace, run } });
    expect(applied).toEqual(["foundation-aws", "us-east-2", "us-east-1"]);
    expect(failures.map(({ message }) => message)).toEqual([
      "eu-west-1: terraform apply failed\nError: spawn terraform EMFILE",
    ]);
  });

  it("has nothing to do for plans that were applied already, and does nothing beside Terraform either", async () => {
    const apply = await props(await plan());
    await applyAll(apply);
    const beforeStack = jest.fn(() => Promise.resolve());
    const { applied, unchanged, failures } = await applyAll({ ...apply, beforeStack });
    expect([applied, unchanged, failures]).toEqual([[], ["foundation-aws", "us-east-2", "us-east-1"], []]);
    expect(beforeStack).not.toHaveBeenCalled();
  });

  it("explains a plan of which a part was applied already", async () => {
    project.write({ "us-east-1": commandResource("exit 1") });
    const apply = await props(await plan());
    await applyAll(apply);
    const { unchanged, failures } = await applyAll(apply);
    expect(unchanged).toEqual(["foundation-aws", "us-east-2"]);
    expect(failures[0]?.message).toMatch(/Saved plan is stale[^]*was applied already[^]*fix: plan again/);
  });

  it("does not begin a stack whose preparation fails", async () => {
    const beforeStack = ({ name }: { name: string }) =>
      name === "us-east-2" ? Promise.reject(new Error("the queue holds 3 messages")) : Promise.resolve();
    const { applied, failures } = await applyAll(await props(await plan(), { beforeStack }));
    expect(applied).toEqual(["foundation-aws"]);
    expect(failures[0]?.message).toContain("not begun: the queue holds 3 messages");
  });

  it("applies in the order that it is given", async () => {
    const arrange = (stacks: readonly StackEntry[]) =>
      stacks.map((stack) => ({
        ...stack,
        dependsOn: stack.kind === "region" ? [] : ["us-east-1", "us-east-2"],
      }));
    const { applied } = await applyAll(await props(await plan(), { arrange }));
    expect(applied.at(-1)).toBe("foundation-aws");
    expect(applied).toHaveLength(3);
  });

  it("refuses a plan file that holds another plan than plan.json shows", async () => {
    const manifest = await plan();
    const forged = manifest.stacks.map((stack) => ({
      ...stack,
      planJsonSha256: sha256("what was reviewed"),
    }));
    const reasons = await prepareApply(await props({ ...manifest, stacks: forged }));
    expect(reasons).toHaveLength(3);
    expect(reasons[0]).toMatch(
      /^altered: plans\/foundation-aws\/plan\.json, rendered from the plan file, sha256 \w{64}, planned \w{64}$/,
    );
  });

  it("refuses a plan file that Terraform cannot read", async () => {
    const manifest = await plan();
    writeFileSync(join(project.plansFolder, "us-east-1/plan.tfplan"), "no plan");
    expect(await prepareApply(await props(manifest))).toEqual([
      expect.stringMatching(/^us-east-1: terraform show failed\n/),
    ]);
  });

  it("refuses an asset that is not the planned one", async () => {
    const folder = join(project.folder, ".orgduty", "work", "tiny", "stacks", "us-east-1");
    const withAsset = {
      ...dataResource("x"),
      resource: { terraform_data: { only: { input: "x", source: "function.zip" } } },
    };
    const manifest = await plan();
    writeFileSync(join(folder, "function.zip"), "other");
    project.write({ "us-east-1": withAsset });
    expect(await prepareApply(await props(manifest))).toEqual([
      expect.stringMatching(/^altered: us-east-1: function\.zip sha256 \w{64}, planned none$/),
    ]);
  });

  it("refuses a plan file that changes after it was checked, while others are applied", async () => {
    const forged = join(project.plansFolder, "us-east-1/plan.tfplan");
    project.write({ "us-east-2": commandResource(`echo forged > ${forged}`) });
    const apply = await props(await plan());
    expect(await prepareApply(apply)).toEqual([]);
    const { applied, failures } = await applyAll(apply);
    expect(applied).toEqual(["foundation-aws", "us-east-2"]);
    expect(failures.map(({ diagnostics }) => diagnostics)).toEqual([
      expect.stringMatching(
        /^not begun: it changed [^\n]*\naltered: plans\/us-east-1\/plan\.tfplan sha256 \w{64}, planned \w{64}$/,
      ),
    ]);
  });

  it("waits for Terraform when interrupted, and starts nothing more", async () => {
    const pidFile = join(project.folder, "terraform.pid");
    project.write({ "us-east-2": commandResource(`echo $PPID > ${pidFile}; sleep 60`) });
    const manifest = await plan();
    const abort = new AbortController();
    const applying = applyAll(
      await props(manifest, { workspace: await project.open({ signal: abort.signal }) }),
    );
    const terraform = Number(await written(pidFile));
    abort.abort();
    const { applied, failures, notStarted } = await applying;
    expect([applied, notStarted]).toEqual([["foundation-aws"], ["us-east-1"]]);
    expect(failures[0]?.diagnostics).toBe("interrupted: what Terraform had finished is in the state");
    expect(() => process.kill(terraform, 0)).toThrow("ESRCH");
  });

  it("converges after kill -9 in the middle, by planning again", async () => {
    const pidFile = join(project.folder, "terraform.pid");
    project.write({
      "us-east-2": commandResource(`test -e ${pidFile} || { echo $PPID > ${pidFile}; sleep 60; }`),
    });
    await plan();
    const folder = join(project.folder, ".orgduty", "work", "tiny", "stacks", "us-east-2");
    spawn(
      process.env.TERRAFORM_BINARY_NAME ?? "terraform",
      ["apply", "-input=false", join(project.plansFolder, "us-east-2/plan.tfplan")],
      {
        cwd: folder,
      },
    );
    process.kill(Number(await written(pidFile)), "SIGKILL");
    expect((await applyAll(await props(await plan()))).failures).toEqual([]);
    expect(adds(await plan())).toEqual([0, 0, 0]);
  });
});

/** What a process has written into a file, once it has. */
async function written(file: string): Promise<string> {
  while (!existsSync(file) || readFileSync(file, "utf8") === "") await sleep(20);
  return readFileSync(file, "utf8");
}
