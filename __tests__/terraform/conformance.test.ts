import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectedStacks } from "../../cli/conformance/expected-stacks";
import { stackList } from "../../config/stack-list";
import { loadProject } from "../../organization/load-project";
import { compareStack } from "../../plan-review/conformance/compare-stack";
import { readPlanFile } from "../../plan-review/read/plan-file";
import { stackRun, openWorkspace, synthesizeWorkspace } from "../../terraform/engine/workspace";
import { planStack } from "../../terraform/plan/plan-stack";
import { stackFolderOf } from "../../terraform/plan/synthesized-stack";
import { told, type Block, type Stack } from "../plan-review/conformance/examples";
import { copyOfExample, ROOT } from "../support/orgduty";

describe("A plan file of real Terraform", () => {
  const { folder, config } = copyOfExample("acme");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const project = loadProject(config);
  const open = () =>
    openWorkspace({
      projectFolder: ROOT,
      config: project.config,
      mode: { kind: "offline" },
      env: process.env,
    });

  /** Synthesizes, edits the region's stack as a colleague would, plans it and compares. */
  async function planned(edit: (stack: Stack, stackFolder: string) => void): Promise<string[]> {
    const entry = stackList(project.config).find(({ name }) => name === "us-east-1")!;
    const workspace = await open();
    await synthesizeWorkspace(workspace, [entry]);
    const stackFolder = stackFolderOf(workspace.workFolder, entry.name);
    const path = join(stackFolder, "cdk.tf.json");
    const text = readFileSync(path, "utf8");
    const stack = JSON.parse(text) as Stack;
    edit(stack, stackFolder);
    if (JSON.stringify(stack) !== JSON.stringify(JSON.parse(text)))
      writeFileSync(path, JSON.stringify(stack, null, 2));
    const outFolder = join(folder, "plans", entry.name);
    const plan = await planStack({
      run: stackRun(workspace, entry, "plan"),
      mode: "offline",
      outFolder,
      onStep: () => undefined,
    });
    const signal = new AbortController().signal;
    const expected = await expectedStacks({
      project,
      projectFolder: ROOT,
      env: process.env,
      signal,
    });
    const file = readPlanFile(readFileSync(join(outFolder, "plan.tfplan")), entry.name);
    return told(compareStack(plan, file, expected, "offline"));
  }

  it("differs in nothing as orgduty makes it", async () => {
    expect(await planned(() => undefined)).toEqual([]);
  });

  it("names every change that was made before it was planned", async () => {
    const queue = "finding-delivery_queue_0B0F2811";
    const alarm = "finding-delivery_alarms_dead_2CEACDB0";
    const schedule = "heartbeat_8A8E5472";
    let index = 0;
    const differences = await planned((stack, stackFolder) => {
      const { resource, provider } = stack;
      resource.aws_sqs_queue![queue]!.max_message_size = 1024;
      resource.aws_sqs_queue![queue]!.provisioner = [{ "local-exec": { command: "true" } }];
      (
        resource.aws_lambda_function!["finding-delivery_forwarder_2EF13CFB"]!.environment as {
          variables: Block;
        }
      ).variables.NODE_OPTIONS = "--require /opt/x";
      delete resource.aws_cloudwatch_metric_alarm![alarm];
      const heartbeat = resource.aws_scheduler_schedule![schedule]!;
      const links = heartbeat.depends_on as string[];
      index = links.findIndex((link) => link.endsWith(alarm));
      heartbeat.depends_on = links.filter((link) => !link.endsWith(alarm));
      provider.aws.find(({ alias }) => alias === "administrator")!.region = "eu-west-3";
      resource.terraform_data = { extra: { input: "x" } };
      writeFileSync(join(stackFolder, "extra.tf"), 'output "extra" {\n  value = 1\n}\n');
    });
    const named = differences.map((line) => line.split(": ")[0]).sort();
    expect(named).toEqual([
      `aws_cloudwatch_metric_alarm.${alarm} `,
      "aws_lambda_function.finding-delivery_forwarder_2EF13CFB environment.variables.NODE_OPTIONS",
      `aws_scheduler_schedule.${schedule} depends_on[${index}]`,
      `aws_sqs_queue.${queue} max_message_size`,
      `aws_sqs_queue.${queue} provisioner`,
      "extra.tf ",
      "provider.aws.administrator region",
      "terraform_data.extra ",
    ]);
  });
});
