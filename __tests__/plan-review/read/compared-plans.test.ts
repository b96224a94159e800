import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "../../../plans-folder/hashing";
import { writeManifest } from "../../../plans-folder/manifest";
import type { ExpectedStacks } from "../../../plan-review/conformance/expected-stacks";
import { comparedPlans, readPlans, type RenderedPlans } from "../../../plan-review/read/read-plans";
import { TINY_MANIFEST } from "../../terraform-runner/support/tiny-manifest";
import { told } from "../conformance/examples";
import { planMembers, zip } from "../conformance/plan-zip";

const STACK = "us-east-1";
const CONFIGURATION = JSON.stringify({
  resource: { aws_sqs_queue: { findings: { name: "findings", max_message_size: 1024 } } },
  terraform: { backend: { local: { path: "x.tfstate" } } },
});

function planJson(size: number): string {
  const after = { name: "findings", max_message_size: size };
  const own = { address: "aws_sqs_queue.findings", mode: "managed", type: "aws_sqs_queue", name: "findings" };
  return JSON.stringify({
    format_version: "1.2",
    planned_values: { root_module: { resources: [{ ...own, values: after }] } },
    resource_changes: [{ ...own, change: { actions: ["create"], before: null, after, after_unknown: {} } }],
  });
}

describe("A folder of plans", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "orgduty-compared-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const expected: ExpectedStacks = {
    stacks: new Map([[STACK, { configuration: Buffer.from(CONFIGURATION), assets: [] }]]),
    code: { sha256: "", said: "" },
    lockFile: "",
    override: () => undefined,
  };

  /** Writes one stack's plan, compares it and tells what differs. */
  function compared(text: string, rendered?: RenderedPlans, plan = zip(planMembers(CONFIGURATION, ""))) {
    mkdirSync(join(folder, STACK), { recursive: true });
    writeFileSync(join(folder, STACK, "plan.json"), text);
    writeFileSync(join(folder, STACK, "plan.tfplan"), plan);
    const hashes = { planSha256: sha256(plan), planJsonSha256: sha256(text) };
    const entry = { name: STACK, kind: "region", partition: "aws", region: STACK } as const;
    const counts = { adds: 1, changes: 0, destroys: 0, seconds: 0, assets: [] };
    writeManifest(folder, { ...TINY_MANIFEST, mode: "live", stacks: [{ ...entry, ...counts, ...hashes }] });
    const plans = comparedPlans(readPlans(folder, rendered), expected);
    return { plans, told: plans.conformance!.flatMap((stack) => told(stack)) };
  }

  it("has its plan.json compared with the configuration in the plan file", () => {
    expect(compared(planJson(1024)).told).toEqual([]);
    expect(compared(planJson(2048)).told).toEqual([
      "aws_sqs_queue.findings max_message_size (in plan.json): 1024 -> 2048",
    ]);
  });

  it.each([
    ["no-op", null, "create"],
    ["update", null, "create"],
    ["create", { name: "findings" }, "update or replace"],
    ["no-op", { name: "findings" }, "update or replace"],
  ])("names an action that does not fit its values: %s", (action, before, expectedAction) => {
    const plan = JSON.parse(planJson(1024)) as { resource_changes: { change: object }[] };
    Object.assign(plan.resource_changes[0]!.change, { actions: [action], before });
    expect(compared(JSON.stringify(plan)).told).toEqual([
      `aws_sqs_queue.findings action (in plan.json): ${expectedAction} -> ${action}`,
    ]);
  });

  it("has a plan file that cannot be read named, and all else judged", () => {
    const { plans, told: named } = compared(planJson(1024), undefined, Buffer.from("no zip"));
    expect(plans.stacks).toHaveLength(1);
    expect(named).toEqual([
      "plan.tfplan : a plan file that Terraform saved -> us-east-1/plan.tfplan: not a zip, or more than a zip",
    ]);
  });

  describe("that Terraform rendered again", () => {
    const rendered = (text: string | Error) => new Map([[STACK, text]]);

    it("differs in nothing if plan.json is what it renders", () => {
      const { plans, told: named } = compared(planJson(1024), rendered(planJson(1024)));
      expect([plans.rendered, plans.altered, named]).toEqual([true, [], []]);
    });

    it("is judged by what the plan file holds, and plan.json named where it says otherwise", () => {
      const { plans, told: named } = compared(planJson(1024), rendered(planJson(4096)));
      expect(named).toEqual([
        "aws_sqs_queue.findings max_message_size (in plan.json): 1024 -> 4096",
        "aws_sqs_queue.findings max_message_size (rendered from plan.tfplan): 1024 -> 4096",
      ]);
      expect(plans.stacks[0]!.resources[0]!.after).toMatchObject({ max_message_size: 4096 });
      expect(plans.altered).toEqual([]);
    });

    it("names a resource that plan.json leaves out, and bytes that differ otherwise", () => {
      const without = JSON.stringify({ ...JSON.parse(planJson(1024)), resource_changes: [] });
      expect(compared(without, rendered(planJson(1024))).told).toEqual([
        "aws_sqs_queue.findings (rendered from plan.tfplan): not planned -> planned",
      ]);
      expect(compared(`${planJson(1024)}\n`, rendered(planJson(1024))).told).toEqual([
        "plan.json (rendered from plan.tfplan): the bytes that Terraform renders -> others, with the same changes",
      ]);
    });

    it("fails if Terraform cannot render it, with Terraform's own words", () => {
      const error = new Error("us-east-1: terraform show failed\n\nError: Failed to read plan file\n\nmore");
      expect(compared(planJson(1024), rendered(error)).told).toEqual([
        "plan.json (rendered from plan.tfplan): what Terraform renders -> Failed to read plan file",
      ]);
    });
  });
});
