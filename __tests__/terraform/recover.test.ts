import { join } from "node:path";
import { asyncRun } from "../support/async-run";
import { applyAll, type ApplyAllProps } from "../../terraform/apply/apply-all";
import { planAll } from "../../terraform/plan/plan-all";
import type { Manifest } from "../../plans-folder/manifest";
import type { RunMode } from "../../terraform/engine/run-mode";
import { TinyProject } from "../terraform-runner/support/tiny-project";

/** A resource whose creation ends as its command does; where that fails, Terraform marks it as tainted. */
function made(command: string, isProtected = true): object {
  const provisioner = [{ "local-exec": { command } }];
  const lifecycle = isProtected ? { lifecycle: { prevent_destroy: true } } : {};
  return { resource: { terraform_data: { queue: { input: "findings", provisioner, ...lifecycle } } } };
}

describe("recovering from an apply that was cut off, with real Terraform", () => {
  let project: TinyProject;
  const said: string[] = [];
  beforeEach(() => {
    project = new TinyProject(["us-east-1"]);
    said.length = 0;
  });
  afterEach(() => project.remove());

  const open = (mode: RunMode = { kind: "live" }) =>
    project.open({ mode, tell: (text) => void said.push(text) });
  const planned = async (mode?: RunMode) => planAll(project.planProps(await open(mode)));
  const plan = async (): Promise<Manifest> => {
    const { manifest, failures } = await planned();
    if (!manifest) throw failures[0] as unknown as Error;
    return manifest;
  };
  const apply = async (manifest: Manifest, more: Partial<ApplyAllProps> = {}) =>
    applyAll({
      ...{ workspace: await open(), manifest, plansFolder: project.plansFolder, shownFolder: "plans" },
      ...{ concurrency: 1, ...more },
    });
  const counts = ({ stacks }: Manifest) =>
    stacks.filter(({ name }) => name === "us-east-1").map(({ adds, destroys }) => [adds, destroys])[0];
  const mark = async () => {
    const { terraform, workFolder } = await open();
    const chdir = `-chdir=${join(workFolder, "stacks", "us-east-1")}`;
    await asyncRun(terraform.command, [chdir, "taint", "terraform_data.queue"]);
  };

  it("keeps what is protected when its creation fails, so that the next plan neither fails nor destroys", async () => {
    project.write({ "us-east-1": made("exit 1") });
    const { failures } = await apply(await plan());
    expect(failures[0]?.message).toContain(
      "terraform_data.queue: was left half-made, and is kept; the next plan completes it",
    );
    expect(counts(await plan())).toEqual([0, 0]);
  });

  it("keeps it at plan too, where the run that failed could not, and tells", async () => {
    project.write({ "us-east-1": made("true") });
    await apply(await plan());
    await mark();
    expect(counts(await plan())).toEqual([0, 0]);
    expect(said).toContain(
      "us-east-1: terraform_data.queue was left half-made by an apply that was cut off, and is kept: AWS has it, and it is whole",
    );
  });

  it("leaves the state alone offline, and the refusal is Terraform's", async () => {
    project.write({ "us-east-1": made("true") });
    await apply(await plan());
    await mark();
    const { failures } = await planned({ kind: "offline" });
    expect(failures[0]?.message).toContain("Instance cannot be destroyed");
    expect(counts(await plan())).toEqual([0, 0]);
  });

  it("leaves to Terraform what nothing protects", async () => {
    project.write({ "us-east-1": made("exit 1", false) });
    await apply(await plan());
    expect(counts(await plan())).toEqual([1, 1]);
  });

  it("says what to do where something protected has to be replaced for another reason", async () => {
    project.write({ "us-east-1": made("true") });
    await apply(await plan());
    const { resource } = made("true") as { resource: { terraform_data: { queue: object } } };
    const queue = { ...resource.terraform_data.queue, triggers_replace: "other" };
    project.write({ "us-east-1": { resource: { terraform_data: { queue } } } });
    const { failures } = await planned();
    expect(failures[0]?.message).toContain("terraform_data.queue: the plan would replace it");
  });

  it("takes in what was made when Terraform was killed", async () => {
    project.write({ "us-east-1": made("kill -9 $PPID") });
    const findExisting = async () => ({ id: "made-before", isOurs: true, madeAt: new Date() });
    const { failures } = await apply(await plan(), { findExisting });
    expect(failures[0]?.message).toContain("terraform_data.queue: AWS had made made-before");
    project.write({ "us-east-1": made("true") });
    expect(counts(await plan())).toEqual([0, 0]);
  });

  it("leaves to another state what was there before anything was applied to this one", async () => {
    project.write({ "us-east-1": made("kill -9 $PPID") });
    const findExisting = async () => ({ id: "held", isOurs: true, madeAt: new Date("2026-01-01") });
    for (let times = 0; times < 2; times++) {
      const { failures } = await apply(await plan(), { findExisting });
      expect(failures[0]?.message).toContain("another state may hold it, so it was left alone");
    }
    expect(counts(await plan())).toEqual([1, 0]);
  });

  it("leaves alone what belongs to somebody else, and prints the command", async () => {
    project.write({ "us-east-1": made("kill -9 $PPID") });
    const findExisting = async () => ({ id: "theirs", isOurs: false });
    const { failures } = await apply(await plan(), { findExisting });
    expect(failures[0]?.message).toContain("terraform import 'terraform_data.queue' 'theirs'");
    expect(counts(await plan())).toEqual([1, 0]);
  });
});
