import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadProject } from "../../../organization/load-project";
import { readManifest } from "../../../plans-folder/manifest";
import { readPlan } from "../../../plan-review/read/read-plan";
import { reviewPlans } from "../../../plan-review/review-plans";
import { reviewFiles } from "../../../plan-review/report/write-review";
import { writeManifest } from "../../../plans-folder/manifest";
import { TINY_MANIFEST } from "../../terraform-runner/support/tiny-manifest";
import { CASES, TODAY } from "../case-world";

const ORIGIN = { stack: "us-east-1", kind: "region", partition: "aws", region: "us-east-1" } as const;
const read = (plan: object) => readPlan(Buffer.from(JSON.stringify(plan)), ORIGIN);

describe("A manifest", () => {
  it("is read as terraform/manifest.ts writes it", () => {
    const folder = mkdtempSync(join(tmpdir(), "orgduty-manifest-"));
    writeManifest(folder, TINY_MANIFEST);
    expect(TINY_MANIFEST).toMatchObject(readManifest(folder));
    rmSync(folder, { recursive: true });
  });
});

describe("A plan.json", () => {
  it("may leave out what is empty", () => {
    expect(read({ format_version: "1.2" })).toMatchObject({
      resources: [],
      members: [],
      drift: [],
      complete: true,
    });
  });

  it("keeps nothing of data sources", () => {
    const change = {
      address: "data.a.b",
      mode: "data",
      type: "a",
      name: "b",
      change: { actions: ["read"], after: {} },
    };
    expect(read({ format_version: "1.2", resource_changes: [change] }).resources).toEqual([]);
  });

  it("finds the provider configuration of resources in modules", () => {
    const change = {
      ...{
        address: 'module.m["x"].a.b',
        module_address: 'module.m["x"]',
        mode: "managed",
        type: "a",
        name: "b",
      },
      change: { actions: ["create"], after: { c: 1 } },
    };
    const resource = { type: "a", name: "b", mode: "managed", provider_config_key: "aws.management" };
    const plan = read({
      format_version: "1.2",
      planned_values: { root_module: { child_modules: [{ resources: [{ address: change.address }] }] } },
      resource_changes: [change],
      configuration: { root_module: { module_calls: { m: { module: { resources: [resource] } } } } },
    });
    expect(plan.resources[0]).toMatchObject({ provider: "aws.management", after: { c: 1 } });
  });

  it("rejects what is not JSON, or no plan", () => {
    expect(() => readPlan(Buffer.from("{"), ORIGIN)).toThrow(
      /^us-east-1\/plan\.json: not JSON: .*\n {2}fix: plan again/,
    );
    expect(() => read({})).toThrow("no format_version, so not what `terraform show -json` prints");
    expect(() => read([])).toThrow("no format_version");
  });
});

describe("A folder of plans", () => {
  const project = () => loadProject(join(CASES, "changes", "orgduty.yaml"));
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "orgduty-plans-"));
    cpSync(join(CASES, "changes", "planned"), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("says so where a plan is not what the manifest recorded", () => {
    const path = join(folder, "us-east-1", "plan.json");
    writeFileSync(path, `${readFileSync(path, "utf8")}\n`);
    writeFileSync(join(folder, "us-east-1", "plan.tfplan"), "another");
    const { provenance, verdict } = reviewPlans(project(), folder, TODAY);
    expect(provenance.altered).toEqual(["us-east-1/plan.json", "us-east-1/plan.tfplan"]);
    expect(verdict.passed).toBe(false);
    expect(verdict.headline).toMatch(
      /^Failed offline, AWS was not asked: 2 files not as planned; \d+ passed/,
    );
    expect(verdict.summary).toContain(
      "Not what was planned: us-east-1/plan.json, us-east-1/plan.tfplan changed since the manifest was written. Plan again.",
    );
  });

  it("fails where the config or a snapshot is not the one that was planned from", () => {
    const { files, ...rest } = project();
    const edited = { path: files.config.path, sha256: "0".repeat(64) };
    const snapshots = { aws: edited, "aws-cn": edited };
    const review = reviewPlans({ ...rest, files: { config: edited, snapshots } }, folder, TODAY);
    expect(review.provenance.altered).toEqual(["orgduty.yaml", "aws.json", "the snapshot of aws-cn"]);
    expect(review.verdict.passed).toBe(false);
  });

  it("says in SARIF and in the statement what is not as planned, and fails no rule for it", () => {
    const before = reviewPlans(project(), folder, TODAY);
    writeFileSync(join(folder, "us-east-1", "plan.tfplan"), "another");
    const review = reviewPlans(project(), folder, TODAY);
    expect(review.rules).toEqual(before.rules);
    const files = reviewFiles(review, { path: "orgduty.yaml", text: "regions: all\n" });
    const [run] = (JSON.parse(files["review.sarif"]!) as { runs: { results: object[] }[] }).runs;
    expect(run!.results[0]).toMatchObject({
      ruleId: "altered",
      level: "error",
      message: { text: "us-east-1/plan.tfplan is not what the manifest recorded. Fix: plan again" },
    });
    expect(JSON.parse(files["review.intoto.json"]!)).toMatchObject({
      predicate: { result: "FAILED", annotations: { altered: ["us-east-1/plan.tfplan"] } },
    });
  });

  it("rejects a folder without a manifest, and a manifest that is none", () => {
    const manifest = join(folder, "manifest.json");
    writeFileSync(manifest, "{}");
    expect(() => reviewPlans(project(), folder, TODAY)).toThrow(
      /is not a plan manifest: [\s\S]*fix: plan again/,
    );
    rmSync(manifest);
    expect(() => reviewPlans(project(), folder, TODAY)).toThrow(
      /holds no plans: no manifest\.json in it\n {2}fix: /,
    );
  });

  it("rejects a manifest whose plan is gone", () => {
    rmSync(join(folder, "us-east-1", "plan.json"));
    expect(() => reviewPlans(project(), folder, TODAY)).toThrow(
      "us-east-1/plan.json: the manifest names it, and it cannot be read",
    );
  });

  it("rejects a stack's name that leads out of the folder", () => {
    const manifest = join(folder, "manifest.json");
    writeFileSync(
      manifest,
      readFileSync(manifest, "utf8").replace('"name": "us-east-1"', '"name": "../us-east-1"'),
    );
    expect(() => reviewPlans(project(), folder, TODAY)).toThrow("is not a plan manifest");
  });
});

describe("A local state", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-states-"));
  cpSync(join(CASES, "changes"), folder, { recursive: true });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["of a region that has left the config fails", '{"version":4,"resources":[{"mode":"managed"}]}', "fail"],
    ["that a destroy emptied is of nothing", '{"version":4,"resources":[]}', "pass"],
    ["that nobody can read counts", "{", "fail"],
  ])("%s", (_, text, status) => {
    const project = loadProject(join(folder, "orgduty.yaml"));
    const state = join(folder, ".orgduty/state", project.config.name, "eu-west-2.tfstate");
    mkdirSync(dirname(state), { recursive: true });
    writeFileSync(state, text);
    const { rules } = reviewPlans(project, join(folder, "planned"), TODAY);
    expect(rules.find(({ id }) => id === "OD-041")?.status).toBe(status);
  });
});
