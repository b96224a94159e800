import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudWatchLogsClient, DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateSampleFindingsCommand, GuardDutyClient } from "@aws-sdk/client-guardduty";
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import { loadProject } from "../../organization/load-project";
import { writeDemoConfig } from "../../scripts/demo/config";
import { Relay } from "../../scripts/demo/relay";
import type { Reconciliation } from "../../verification/reconcile/reconcile";
import { Orgduty } from "../support/async-orgduty";
import { deployGuardDuty } from "../support/deployed/guardduty";
import { deployPipeline } from "../support/deployed/pipeline";
import { acting, type Place } from "../support/deployed/place";
import { resourcesOf } from "../support/fleet";
import { copyOfExample } from "../support/orgduty";
import { eventually, NODE22 } from "../support/running-local-aws";

const LOST = "Discovery:S3/MaliciousIPCaller";
const DELIVERED = ["Backdoor:EC2/DenialOfService.Tcp", "CryptoCurrency:EC2/BitcoinTool.B!DNS"];
const IN = ["--region", "eu-west-1"];
const QUEUE = "demo-guardduty-findings";
/** GuardDuty's clock is behind, so that its findings are old enough to be missed. */
const BEHIND_MS = 30 * 60_000;

describe("verify --reconcile and backfill --from-report", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-reconcile-"));
  const example = copyOfExample("acme");
  const relay = new Relay(join(folder, "relay"), "token");
  const report = join(folder, "report.json");
  let [aws, place, orgduty, detectorId] = [] as unknown as [LocalAws, Place, Orgduty, string];
  let behindMs = BEHIND_MS;

  beforeAll(async () => {
    const configPath = writeDemoConfig(
      folder,
      ["us-east-1", "eu-west-1", "cn-north-1"],
      await relay.listen(),
    );
    for (const name of ["aws.json", "aws-cn.json"])
      copyFileSync(join(example.folder, "accounts", name), join(folder, "accounts", name));
    const project = loadProject(configPath);
    const { config, snapshots } = project;
    const guardDuty = { delays: { firstDelegationMs: 0 }, now: () => Date.now() - behindMs };
    aws = await startLocalAws({ folder: join(folder, "aws"), nodes: [NODE22], guardDuty });
    await aws.seed(snapshots.aws!);
    const zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
    const organization = config.organizations.aws!;
    place = {
      endpoint: aws.url,
      config,
      organization,
      region: "eu-west-1",
      resources: resourcesOf(project, zip),
    };
    detectorId = await deployGuardDuty(place, snapshots.aws!);
    await deployPipeline(place, { zip, secret: JSON.stringify({ token: "token", ca: relay.authority }) });
    orgduty = new Orgduty(configPath, aws.url);
    await twoDeliveredAndOneLost();
  }, 120_000);

  afterAll(async () => {
    await aws?.stop();
    await relay.close();
    for (const one of [folder, example.folder]) rmSync(one, { recursive: true, force: true });
  });

  async function samples(FindingTypes: string[]): Promise<void> {
    const client = new GuardDutyClient(acting(place));
    await client.send(new CreateSampleFindingsCommand({ DetectorId: detectorId, FindingTypes }));
    client.destroy();
  }

  async function twoDeliveredAndOneLost(): Promise<void> {
    await samples(DELIVERED);
    const { administratorAccountId } = place.organization;
    await eventually("both findings are at the relay", () => relay.count(administratorAccountId) >= 2);
    await mapping(false);
    await samples([LOST]);
    const queues = new SQSClient(acting(place));
    const { QueueUrl } = await queues.send(new GetQueueUrlCommand({ QueueName: QUEUE }));
    await eventually("the finding is in the queue", async () => (await waiting(queues, QueueUrl!)) > 0);
    await queues.send(new PurgeQueueCommand({ QueueUrl }));
    queues.destroy();
    await mapping(true);
  }

  async function mapping(Enabled: boolean): Promise<void> {
    const client = new LambdaClient(acting(place));
    const { EventSourceMappings = [] } = await client.send(new ListEventSourceMappingsCommand({}));
    for (const { UUID } of EventSourceMappings)
      await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
    client.destroy();
  }

  async function reconciled(...args: string[]) {
    const { code, stdout } = await orgduty.run("verify", ...IN, "--json", "--reconcile", "1h", ...args);
    const { gaps, reconciliation } = JSON.parse(stdout) as {
      gaps: object[];
      reconciliation: Reconciliation;
    };
    return { code, gaps, stdout, reconciliation };
  }

  it("names exactly the finding that was lost, and ends with 2", async () => {
    const { code, gaps, stdout, reconciliation } = await reconciled();
    writeFileSync(report, stdout);
    const [region] = reconciliation.regions;
    expect(region).toMatchObject({
      region: "eu-west-1",
      findings: 3,
      delivered: 2,
      onTheirWay: 0,
      unclear: [],
    });
    const account = place.organization.administratorAccountId;
    const named = { id: expect.any(String), type: LOST, account, region: "eu-west-1" } as const;
    expect(region!.missing).toEqual([{ ...named, updatedAt: expect.any(String) }]);
    expect([gaps, code]).toEqual([[], 2]);
  });

  it("says the same to a person", async () => {
    const { code, stdout } = await orgduty.run("verify", ...IN, "--reconcile", "1h");
    expect([code, stdout]).toEqual([2, expect.stringContaining(`: ${LOST}, account 222222222222, updated `)]);
    expect(stdout.trim().split("\n").at(-1)).toBe("0 gaps in 1 region, 1 finding not delivered");
  });

  it("has nothing missing after backfill sent just that one", async () => {
    const before = relay.count("222222222222");
    const { stdout, stderr, code } = await orgduty.run("backfill", "--from-report", report, "--yes");
    expect([code, stdout.trim(), stderr]).toEqual([
      0,
      "1 of 1 findings sent to their queues",
      expect.stringContaining("eu-west-1: 1 findings\n"),
    ]);
    await eventually("it is at the relay", () => relay.count("222222222222") > before);
    await eventually("its delivery is logged", async () => (await reconciled()).code === 0);
    expect((await reconciled()).reconciliation.regions[0]).toMatchObject({ delivered: 3, missing: [] });
    expect(relay.count("222222222222")).toBe(before + 1);
  });

  it("takes a young finding for one on its way", async () => {
    behindMs = 0;
    await mapping(false);
    await samples(["Recon:EC2/PortProbeUnprotectedPort"]);
    const { reconciliation } = await reconciled();
    expect(reconciliation.regions[0]).toMatchObject({ delivered: 3, onTheirWay: 1, missing: [] });
  });

  it("never counts as delivered what it could not read, and ends with 1", async () => {
    const logs = new CloudWatchLogsClient(acting(place));
    await logs.send(new DeleteLogGroupCommand({ logGroupName: `/aws/lambda/${QUEUE}` }));
    logs.destroy();
    const { code, reconciliation } = await reconciled();
    expect([code, reconciliation.regions]).toEqual([1, []]);
    expect(reconciliation.unread).toEqual([
      {
        region: "eu-west-1",
        error: expect.stringContaining("there is no log group"),
        fix: expect.any(String),
      },
    ]);
  });

  it("rejects a time that the logs do not reach back to", async () => {
    const { code, stderr } = await orgduty.run("verify", ...IN, "--reconcile", "30d");
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/logs are kept for 3 days[^]*fix: --reconcile 3d/),
    ]);
  });
});

async function waiting(client: SQSClient, QueueUrl: string): Promise<number> {
  const AttributeNames = ["ApproximateNumberOfMessages"] as const;
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
  return Number((await client.send(command)).Attributes?.ApproximateNumberOfMessages);
}
