import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Calls } from "../../../aws-clients/calls";
import { clientSettings } from "../../../local-aws/clients";
import type { LocalAws } from "../../../local-aws/start";
import type { Manifest } from "../../../plans-folder/manifest";
import { applyAll, type ApplyAllProps } from "../../../terraform/apply/apply-all";
import { planAll } from "../../../terraform/plan/plan-all";
import { processOf } from "../../../terraform/process/known-process";
import { findExisting } from "../../../transitions/find-existing";
import { eventually, startForTest } from "../../support/running-local-aws";
import { TinyProject } from "../../terraform-runner/support/tiny-project";

const REGION = "us-east-1";
const tags = { owner: "security" };

/** The short form of all/kill-matrix.test.ts: two resources on the local AWS, the provider's own. */
describe("An apply that is cut off on the local AWS, and one more run", () => {
  const project = new TinyProject([REGION]);
  const said: string[] = [];
  let aws: LocalAws;
  let account = "";
  beforeAll(async () => {
    aws = await startForTest();
    account = project.config.organizations.aws!.administratorAccountId;
    project.write({
      [REGION]: {
        terraform: { required_providers: { aws: { source: "aws", version: "5.100.0" } } },
        provider: { aws: [{ alias: "administrator", region: REGION, default_tags: [{ tags }] }] },
        resource: {
          aws_sqs_queue: {
            queue: { provider: "aws.administrator", name: "findings", lifecycle: { prevent_destroy: true } },
          },
          aws_cloudwatch_log_group: { log: { provider: "aws.administrator", name: "forwarder" } },
        },
      },
    });
  }, 120_000);
  afterEach(() => void aws.faults.clear());
  afterAll(async () => {
    await aws?.stop();
    project.remove();
  });

  const settings = () => ({ ...clientSettings(aws.url, account, REGION), maxAttempts: 1 as const });
  const open = () =>
    project.open({ mode: { kind: "local", endpoint: aws.url }, tell: (text) => void said.push(text) });
  const plan = async (): Promise<Manifest> => {
    const props = project.planProps(await open());
    const stacks = props.stacks.filter(({ name }) => name === REGION);
    const { manifest, failures } = await planAll({ ...props, stacks });
    if (!manifest) throw failures[0] as unknown as Error;
    return manifest;
  };
  const apply = async (manifest: Manifest, beside?: (workFolder: string) => Promise<void>) => {
    const workspace = await open();
    const props: ApplyAllProps = {
      ...{ workspace, manifest, plansFolder: project.plansFolder, shownFolder: "plans", concurrency: 1 },
      findExisting: (_, { type, planned }) =>
        findExisting(type, { settings: settings(), calls: new Calls(), planned }),
    };
    return (await Promise.all([applyAll(props), beside?.(workspace.workFolder)]))[0];
  };
  const counts = ({ stacks }: Manifest) =>
    stacks
      .filter(({ name }) => name === REGION)
      .map(({ adds, changes, destroys }) => [adds, changes, destroys])[0];
  const messages = ({ failures }: Awaited<ReturnType<typeof applyAll>>) =>
    failures.map(({ message }) => message).join("\n");

  it("takes in what was made while Terraform was killed", async () => {
    const manifest = await plan();
    // The queue is refused before it is made, so that only one thing is cut off.
    await aws.faults.add({ kind: "deny", service: "sqs", operation: "CreateQueue" });
    await aws.faults.add({
      kind: "delay",
      service: "logs",
      operation: "CreateLogGroup",
      after: true,
      seconds: 60,
    });
    const outcome = await apply(manifest, async (workFolder) => {
      await eventually("both calls were made", () => aws.faults.list().every(({ struck }) => struck > 0));
      await sleep(500);
      const pid = readFileSync(join(workFolder, "stacks", REGION, "terraform.pid"), "utf8");
      process.kill(processOf(pid).pid, "SIGKILL");
    });
    expect(messages(outcome)).toContain("aws_cloudwatch_log_group.log: AWS had made forwarder");
    const { logGroups } = await new CloudWatchLogsClient(settings()).send(new DescribeLogGroupsCommand({}));
    expect(logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(["forwarder"]);
  }, 120_000);

  it("keeps a queue that AWS made and nobody could read, and has nothing left to do", async () => {
    const manifest = await plan();
    expect(counts(manifest)).toEqual([1, 0, 0]);
    await aws.faults.add({ kind: "deny", service: "sqs", operation: "GetQueueAttributes" });
    expect(messages(await apply(manifest))).toContain("aws_sqs_queue.queue: was left half-made, and is kept");
    aws.faults.clear();
    expect(counts(await plan())).toEqual([0, 0, 0]);
    const { QueueUrl } = await new SQSClient(settings()).send(
      new GetQueueUrlCommand({ QueueName: "findings" }),
    );
    expect(QueueUrl).toContain("findings");
  }, 120_000);
});
