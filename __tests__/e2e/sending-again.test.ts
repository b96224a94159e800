import { join } from "node:path";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateDetectorCommand,
  CreateSampleFindingsCommand,
  GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { run as backfill } from "../../cli/commands/backfill/backfill";
import { run as redrive } from "../../cli/commands/redrive/redrive";
import { clientSettings } from "../../local-aws/clients";
import type { LocalAws } from "../../local-aws/start";
import { recordedIo } from "../cli/terminal/recorded-io";
import { ROOT } from "../support/orgduty";
import { motoIsThere, receive, startForTest } from "../support/running-local-aws";

const ADMINISTRATOR = "222222222222";
const REGION = "eu-west-1";
const QUEUE = "acme-guardduty-findings";
const arnOf = (queue: string) => `arn:aws:sqs:${REGION}:${ADMINISTRATOR}:${queue}`;
const options = {
  config: join(ROOT, "examples/acme/orgduty.yaml"),
  region: [REGION],
  aws: "local",
  yes: true,
};

describe("Sending again on the local AWS", () => {
  let aws: LocalAws | undefined;
  beforeAll(async () => {
    if (await motoIsThere()) aws = await startForTest();
  });
  afterAll(() => aws?.stop());

  const settings = () => clientSettings(aws!.url, ADMINISTRATOR, REGION);
  const io = () => recordedIo("/", { ORGDUTY_LOCAL_AWS_URL: aws!.url });
  const sqs = () => new SQSClient(settings());
  async function queue(QueueName: string): Promise<string> {
    const statement = {
      Effect: "Allow",
      Principal: "*",
      Action: "sqs:SendMessage",
      Resource: arnOf(QueueName),
    };
    const Attributes = { Policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) };
    return (await sqs().send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl!;
  }

  it("names queues that are not there", async () => {
    if (!aws) return;
    const said = io();
    expect(await redrive(options, said)).toBe(1);
    expect(said.errLines[0]).toMatch(/has no queue acme-guardduty-findings-dead in eu-west-1\n {2}fix: /);
    expect(await backfill({ ...options, since: "1h" }, said)).toBe(1);
    expect(said.outLines.at(-1)).toBe("0 of 0 findings sent to their queues, 1 of 1 regions stopped early");
  });

  it("backfills the details that EventBridge delivered", async () => {
    if (!aws) return;
    const events = new EventBridgeClient(settings());
    const Targets = [{ Id: "queue", Arn: arnOf("delivered") }];
    await Promise.all([queue("delivered"), queue(QUEUE)]);
    await events.send(new PutRuleCommand({ Name: "all", EventPattern: '{"source":["aws.guardduty"]}' }));
    await events.send(new PutTargetsCommand({ Rule: "all", Targets }));
    const guardduty = new GuardDutyClient(settings());
    const { DetectorId } = await guardduty.send(new CreateDetectorCommand({ Enable: true }));
    const FindingTypes = [
      "Discovery:S3/MaliciousIPCaller",
      "PrivilegeEscalation:Kubernetes/PrivilegedContainer",
    ];
    await guardduty.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes }));
    const delivered = await receive(aws.url, arnOf("delivered"), FindingTypes.length);
    expect(await backfill({ ...options, since: "1h" }, io())).toBe(0);
    const sent = await receive(aws.url, arnOf(QUEUE), FindingTypes.length);
    const details = (messages: typeof sent) => {
      const all = messages.map(({ Body }) => (JSON.parse(Body!) as { detail: Detail }).detail);
      // In events `additionalInfo` says once more what is in its text.
      all.forEach(({ service }) => delete service.additionalInfo);
      return all.sort((a, b) => a.type.localeCompare(b.type));
    };
    expect(details(sent)).toEqual(details(delivered));
  });

  it("redrives, and counts what somebody else received just now", async () => {
    if (!aws) return;
    const dead = await queue(`${QUEUE}-dead`);
    await queue(`${QUEUE}-unsent`);
    await sqs().send(new SendMessageCommand({ QueueUrl: dead, MessageBody: "hidden" }));
    await sqs().send(new ReceiveMessageCommand({ QueueUrl: dead, VisibilityTimeout: 600 }));
    await sqs().send(new SendMessageCommand({ QueueUrl: dead, MessageBody: "dead" }));
    const said = io();
    expect(await redrive({ ...options, json: true }, said)).toBe(1);
    expect(JSON.parse(said.outLines.join(""))).toEqual([
      { region: REGION, queue: `${QUEUE}-dead`, messages: 2, hidden: 1, moved: 1, cameBack: 0 },
    ]);
    expect((await receive(aws.url, arnOf(QUEUE))).map(({ Body }) => Body)).toEqual(["dead"]);
  });
});

interface Detail {
  readonly type: string;
  readonly service: { additionalInfo?: unknown };
}
