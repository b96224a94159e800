import type { StackRun } from "../../../terraform/engine/stack-run";
import { renderPlan, withoutChance } from "../../../terraform/plan/render-plan";
import type { ProcessRequest } from "../../../terraform/process/run-process";
import { temporaryFolder } from "../support/temporary-folder";

describe("renderPlan", () => {
  const folder = temporaryFolder();
  /** What each show had in its environment; one that has KEPT fails if the kept provider is of no use. */
  async function shows(showEnvironment: StackRun["showEnvironment"], isOfUse: boolean): Promise<string[]> {
    const seen: string[] = [];
    const run = ({ env }: ProcessRequest) => {
      seen.push(Object.keys(env).join());
      const exitCode = "KEPT" in env && !isOfUse ? 1 : 0;
      return Promise.resolve({ exitCode, stdout: '{"format_version":"1.2"}', stderr: "no schema" });
    };
    const region = { kind: "region", partition: "aws", region: "us-east-1" } as const;
    const entry = { name: "us-east-1", ...region, dependsOn: [] };
    const more = showEnvironment ? { showEnvironment } : {};
    const stack = { ...{ entry, run, folder: folder(), env: { OWN: "1" }, lockFile: "" }, ...more };
    const binary = { command: "terraform", version: "1.11.4" };
    const { text } = await renderPlan({ ...stack, binary }, "plan.tfplan");
    expect(text).toContain("format_version");
    return seen;
  }

  it("shows with a provider that runs already", async () => {
    expect(await shows(async () => ({ KEPT: "1" }), true)).toEqual(["OWN,KEPT"]);
  });

  it("shows by itself if there is none, if it is not up, and if show fails with it", async () => {
    expect(await shows(undefined, true)).toEqual(["OWN"]);
    expect(await shows(async () => ({}), true)).toEqual(["OWN"]);
    expect(await shows(async () => ({ KEPT: "1" }), false)).toEqual(["OWN,KEPT", "OWN"]);
  });
});

describe("withoutChance", () => {
  const attribute = (resource: string, name: string) => ({ resource, attribute: [name] });
  const [queue, detector, rule] = [
    attribute("aws_sqs_queue.a", "url"),
    attribute("aws_guardduty_detector.b", "id"),
    attribute("aws_sqs_queue.a", "arn"),
  ];

  it("gives the attributes that a plan rests on one order, whatever Terraform's was", () => {
    const orders = [
      [queue, detector, rule],
      [rule, queue, detector],
      [detector, rule, queue],
    ];
    const rendered = orders.map((order) => withoutChance({ relevant_attributes: order }));
    expect(rendered[1]).toEqual(rendered[0]);
    expect(rendered[2]).toEqual(rendered[0]);
    expect(rendered[0]!.relevant_attributes).toEqual(expect.arrayContaining([queue, detector, rule]));
  });

  it("leaves every other list, and a plan without them, as it is", () => {
    const plan = { resource_changes: [{ address: "b" }, { address: "a" }] };
    expect(withoutChance(plan)).toEqual(plan);
  });
});
