import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { REGIONS } from "../../config/regions";
import { stackList } from "../../config/stack-list";
import { loadProject } from "../../organization/load-project";
import { findTerraform } from "../../terraform/engine/find-terraform";
import { renderPlan } from "../../terraform/plan/render-plan";
import { runProcess } from "../../terraform/process/run-process";
import { copyOfExample, orgduty, ROOT, run, type Run } from "../support/orgduty";
import { processesIn } from "../support/processes-in";

interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly change: { readonly actions: readonly string[]; readonly after: { readonly account_id?: string } };
}
interface ManifestStack {
  readonly name: string;
  readonly adds: number;
  readonly changes: number;
  readonly destroys: number;
  readonly planSha256: string;
  readonly planJsonSha256: string;
  readonly accounts?: { readonly covered: number; readonly total: number };
}

/** A region of each partition and what each has once; all of the example for `make test-all`. */
const PLANNED = process.env.ORGDUTY_TEST_ALL ? [...REGIONS] : (["us-east-1", "cn-north-1"] as const);
const STACKS = [...PLANNED, "foundation-aws", "foundation-aws-cn"].sort();

describe("the example organization, planned by real Terraform", () => {
  const { folder, config } = copyOfExample("acme");
  const plans = join(folder, "plans");
  let planned: Run;

  beforeAll(() => {
    const chosen = STACKS.flatMap((name) => ["--stack", name]);
    planned = orgduty(["plan", "--offline", "--config", config, "--out", plans, ...chosen]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const manifest = () =>
    JSON.parse(readFileSync(join(plans, "manifest.json"), "utf8")) as {
      mode: string;
      stacks: ManifestStack[];
    };
  const planJson = (stack: string) => readFileSync(join(plans, stack, "plan.json"));
  const changes = (stack: string) =>
    (JSON.parse(planJson(stack).toString()) as { resource_changes?: PlannedResource[] }).resource_changes ??
    [];

  it("plans without an AWS account", () => {
    expect([planned.status, planned.stderr]).toEqual([0, expect.not.stringContaining("Error")]);
    expect(manifest()).toMatchObject({ mode: "offline" });
    expect(
      manifest()
        .stacks.map(({ name }) => name)
        .sort(),
    ).toEqual(STACKS);
    expect(readdirSync(plans).sort()).toEqual(
      [...manifest().stacks.map(({ name }) => name), "manifest.json"].sort(),
    );
  });

  it("only adds, 23 members in a region and 4 in China, the management account among them", () => {
    for (const region of PLANNED) {
      const all = changes(region);
      const members = all.filter(({ type }) => type === "aws_guardduty_member");
      const ids = members.map(({ change }) => change.after.account_id);
      const [count, management] = region === "cn-north-1" ? [4, "555555555555"] : [23, "111111111111"];
      expect([region, members.length, new Set(ids).size]).toEqual([region, count, count]);
      expect(ids).toContain(management);
      expect(
        all.filter(({ change }) =>
          change.actions.some((action) => !["create", "read", "no-op"].includes(action)),
        ),
      ).toEqual([]);
    }
  });

  it("says in its table how many accounts each region covers", () => {
    for (const region of PLANNED) {
      const covered = region === "cn-north-1" ? "5 of 5" : "24 of 26";
      expect(planned.stdout).toMatch(new RegExp(`^${region} +${covered} +\\d+ +0 +0$`, "m"));
    }
    expect(planned.stdout).toContain("RUNTIME_MONITORING");
  });

  it("binds each plan by its hash, and keeps the plan file to its owner", () => {
    for (const { name, planSha256, planJsonSha256 } of manifest().stacks) {
      const file = join(plans, name, "plan.tfplan");
      expect(createHash("sha256").update(readFileSync(file)).digest("hex")).toBe(planSha256);
      expect(createHash("sha256").update(planJson(name)).digest("hex")).toBe(planJsonSha256);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
  });

  it("shows with one provider for all stacks what Terraform shows with one of its own, and leaves none", async () => {
    expect(processesIn(folder)).toEqual([]);
    const entry = stackList(loadProject(config).config).find(({ name }) => name === "us-east-1")!;
    const { text } = await renderPlan(
      {
        ...{ entry, folder: join(folder, ".orgduty/work/acme/stacks", entry.name), lockFile: "" },
        ...{ binary: await findTerraform(process.env), run: runProcess },
        env: { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null" },
      },
      join(plans, entry.name, "plan.tfplan"),
    );
    expect(text).toBe(planJson(entry.name).toString());
  });

  it("orders the plan: delegation after detectors, members after the organization's plans", () => {
    const { configuration } = JSON.parse(planJson("us-east-1").toString()) as {
      configuration: { root_module: { resources: { type: string; depends_on?: string[] }[] } };
    };
    const dependencies = (type: string) =>
      configuration.root_module.resources
        .filter((resource) => resource.type === type)
        .flatMap(({ depends_on = [] }) => depends_on);
    expect(
      dependencies("aws_guardduty_organization_admin_account").filter((address) =>
        address.startsWith("aws_guardduty_detector."),
      ),
    ).toHaveLength(2);
    expect(dependencies("aws_guardduty_member")).toEqual(
      expect.arrayContaining([expect.stringMatching(/^aws_guardduty_organization_configuration_feature\./)]),
    );
  });

  it("validates in every stack", () => {
    const work = join(folder, ".orgduty", "work", "acme", "stacks");
    for (const stack of ["foundation-aws-cn", "cn-north-1", "us-east-1"]) {
      const { status, stdout } = run(
        process.env.TERRAFORM_BINARY_NAME ?? "terraform",
        ["validate", "-json"],
        { TF_CLI_CONFIG_FILE: "/dev/null" },
        join(work, stack),
      );
      expect([stack, status, (JSON.parse(stdout) as { valid: boolean }).valid]).toEqual([stack, 0, true]);
    }
  });
});

describe("bare cdktf on the same project", () => {
  const { folder, config } = copyOfExample("acme");
  const output = join(folder, "cdktf.out");
  const cdktf = (...args: string[]) => {
    const script = `eval "$(node bin/orgduty.js env --offline --config '${config}')" && exec npx cdktf "$@"`;
    return run("bash", ["-c", script, "cdktf", ...args, "--output", output], {
      CDKTF_OUTDIR: output,
      CI: "true",
    });
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("synthesizes every stack", () => {
    const { status, stderr } = cdktf("synth");
    expect([status, stderr]).toEqual([0, expect.anything()]);
    for (const region of REGIONS)
      expect(existsSync(join(output, "stacks", region, "cdk.tf.json"))).toBe(true);
  });

  it("shows one stack's difference", () => {
    const { status, stdout } = cdktf("diff", "us-east-1", "--skip-provider-lock");
    expect(stripVTControlCharacters(stdout)).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy/);
    expect(status).toBe(0);
  });
});

it("keeps the checkout clean of what the tests planned", () => {
  expect(existsSync(join(ROOT, "examples", "acme", ".orgduty", "state", "acme", "us-east-1.tfstate"))).toBe(
    false,
  );
});
