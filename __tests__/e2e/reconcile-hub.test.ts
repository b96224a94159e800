import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
import { parseDocument } from "yaml";
import type { Region } from "../../config/regions";
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

const [HOME, FAR] = ["us-east-1", "eu-west-1"] as const satisfies readonly Region[];
const LOST = "Discovery:S3/MaliciousIPCaller";
const DELIVERED = "Backdoor:EC2/DenialOfService.Tcp";
const QUEUE = "demo-guardduty-findings-hub";
/** GuardDuty's clock is behind, so that its findings are old enough to be missed. */
const BEHIND_MS = 30 * 60_000;

/** The demo's config, with a hub in the home region. */
function writeHubConfig(folder: string, relayUrl: string): string {
  const path = writeDemoConfig(folder, [HOME, FAR], relayUrl);
  const document = parseDocument(readFileSync(path, "utf8"));
  document.deleteIn(["organizations", "aws-cn"]);
  document.setIn(["forwarding", "topology"], "hub");
  document.setIn(["forwarding", "hub"], { reason: "one way out", owner: "security@acme.example" });
  writeFileSync(path, document.toString());
  return path;
}

describe("verify --reconcile with a hub", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-reconcile-hub-"));
  const example = copyOfExample("acme");
  const relay = new Relay(join(folder, "relay"), "token");
  const places = new Map<Region, Place>();
  const detectors = new Map<Region, string>();
  let [aws, orgduty] = [] as unknown as [LocalAws, Orgduty];

  beforeAll(async () => {
    const configPath = writeHubConfig(folder, await relay.listen());
    copyFileSync(join(example.folder, "accounts/aws.json"), join(folder, "accounts/aws.json"));
    const project = loadProject(configPath);
    const guardDuty = { delays: { firstDelegationMs: 0 }, now: () => Date.now() - BEHIND_MS };
    aws = await startLocalAws({ folder: join(folder, "aws"), nodes: [NODE22], guardDuty });
    const snapshot = project.snapshots.aws!;
    await aws.seed(snapshot);
    const zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
    const resources = resourcesOf(project, zip);
    const organization = project.config.organizations.aws!;
    for (const region of [HOME, FAR]) {
      const place = { endpoint: aws.url, config: project.config, organization, region, resources };
      places.set(region, place);
      detectors.set(region, await deployGuardDuty(place, snapshot));
      await deployPipeline(place, { zip, secret: JSON.stringify({ token: "token", ca: relay.authority }) });
    }
    orgduty = new Orgduty(configPath, aws.url);
    await oneDeliveredFromEachAndOneLost();
  }, 240_000);

  afterAll(async () => {
    await aws?.stop();
    await relay.close();
    for (const one of [folder, example.folder]) rmSync(one, { recursive: true, force: true });
  });

  async function sample(region: Region, type: string): Promise<void> {
    const client = new GuardDutyClient(acting(places.get(region)!));
    const input = { DetectorId: detectors.get(region)!, FindingTypes: [type] };
    await client.send(new CreateSampleFindingsCommand(input));
    client.destroy();
  }

  async function oneDeliveredFromEachAndOneLost(): Promise<void> {
    for (const region of [HOME, FAR]) await sample(region, DELIVERED);
    await eventually("both findings are at the relay", () => relay.count("222222222222") >= 2);
    await mapping(false);
    await sample(FAR, LOST);
    const queues = new SQSClient(acting(places.get(HOME)!));
    const { QueueUrl } = await queues.send(new GetQueueUrlCommand({ QueueName: QUEUE }));
    await eventually("the finding is in the hub's queue", async () => (await waiting(queues, QueueUrl!)) > 0);
    await queues.send(new PurgeQueueCommand({ QueueUrl }));
    queues.destroy();
    await mapping(true);
  }

  async function mapping(Enabled: boolean): Promise<void> {
    const client = new LambdaClient(acting(places.get(HOME)!));
    const { EventSourceMappings = [] } = await client.send(new ListEventSourceMappingsCommand({}));
    expect(EventSourceMappings).toHaveLength(1);
    for (const { UUID } of EventSourceMappings)
      await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
    client.destroy();
  }

  it("names the finding of another region that was lost in the home region's queue, and ends with 2", async () => {
    const { code, stdout } = await orgduty.run("verify", "--json", "--reconcile", "1h");
    const { gaps, reconciliation } = JSON.parse(stdout) as { gaps: object[]; reconciliation: Reconciliation };
    const account = "222222222222";
    const lost = { id: expect.any(String) as unknown, type: LOST, account, region: FAR };
    const of = (region: Region) => reconciliation.regions.find((one) => one.region === region);
    expect(reconciliation.unread).toEqual([]);
    expect(of(HOME)).toMatchObject({ findings: 1, delivered: 1, missing: [] });
    expect(of(FAR)).toMatchObject({ findings: 2, delivered: 1, onTheirWay: 0, missing: [lost] });
    expect([gaps, code]).toEqual([[], 2]);
  });
});

async function waiting(client: SQSClient, QueueUrl: string): Promise<number> {
  const command = new GetQueueAttributesCommand({
    QueueUrl,
    AttributeNames: ["ApproximateNumberOfMessages"],
  });
  return Number((await client.send(command)).Attributes?.ApproximateNumberOfMessages);
}
