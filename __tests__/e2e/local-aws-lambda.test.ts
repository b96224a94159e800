import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  UpdateEventSourceMappingCommand,
  UpdateFunctionCodeCommand,
} from "@aws-sdk/client-lambda";
import { CreateQueueCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientSettings } from "../../local-aws/clients";
import type { LocalAws } from "../../local-aws/start";
import { eventually, receive, startForTest } from "../support/running-local-aws";
import { zipOf } from "../support/zip";

const ACCOUNT = "222222222222";
const REGION = "eu-west-1";

/** Tells what it sees; a body of "fail" is reported as failed, "throw" throws, "sleep" outlives the timeout. */
const CODE = `exports.handler = async (event, context) => {
  const records = event.Records ?? [];
  const bodies = records.map(({ body }) => body);
  if (bodies.includes("throw")) throw new TypeError("asked to");
  if (bodies.includes("sleep") || event.sleep) await new Promise((done) => setTimeout(done, 60000));
  if (event.Records) return { batchItemFailures: records.filter(({ body }) => body === "fail").map((one) => ({ itemIdentifier: one.messageId })) };
  const { WORD, AWS_REGION, AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, PATH } = process.env;
  const remaining = context.getRemainingTimeInMillis();
  return { WORD, AWS_REGION, AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, PATH, node: process.version, arn: context.invokedFunctionArn, remaining };
};`;

let aws: LocalAws;
let names = 0;

beforeAll(async () => {
  aws = await startForTest();
});
afterAll(() => aws.stop());

const settings = () => clientSettings(aws.url, ACCOUNT, REGION);
const lambda = () => new LambdaClient(settings());
const sqs = () => new SQSClient(settings());

async function role(Service = "lambda.amazonaws.com", Action: string | string[] = "sqs:*"): Promise<string> {
  const iam = new IAMClient(settings());
  const RoleName = `role-${++names}`;
  const document = (statement: object) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
  const trust = document({ Principal: { Service }, Action: "sts:AssumeRole" });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  const PolicyDocument = document({ Action, Resource: "*" });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument }));
  return `arn:aws:iam::${ACCOUNT}:role/${RoleName}`;
}

async function deploy(Role?: string, Timeout = 2): Promise<string> {
  const FunctionName = `function-${++names}`;
  const command = new CreateFunctionCommand({
    ...{
      FunctionName,
      Timeout,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: Role ?? (await role()),
    },
    ...{
      Code: { ZipFile: await zipOf({ "index.js": CODE }) },
      Environment: { Variables: { WORD: "deployed" } },
    },
  });
  await lambda().send(command);
  return FunctionName;
}

async function queue(attributes: Record<string, string> = {}): Promise<string> {
  const QueueName = `queue-${++names}`;
  await sqs().send(
    new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: "2", ...attributes } }),
  );
  return `arn:aws:sqs:${REGION}:${ACCOUNT}:${QueueName}`;
}

/** A queue that hands its messages to a function, and to a dead-letter queue after two receives. */
async function mapped(FunctionName: string, Enabled = true) {
  const dead = await queue();
  const redrive = { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead, maxReceiveCount: 2 }) };
  const source = await queue(redrive);
  const command = new CreateEventSourceMappingCommand({
    ...{ FunctionName, EventSourceArn: source, Enabled, BatchSize: 10 },
    ...{ FunctionResponseTypes: ["ReportBatchItemFailures"], ScalingConfig: { MaximumConcurrency: 2 } },
  });
  const { UUID } = await lambda().send(command);
  return { source, dead, UUID: UUID! };
}

async function send(queueArn: string, ...bodies: string[]): Promise<void> {
  const QueueUrl = `${aws.url}/${ACCOUNT}/${queueArn.split(":").at(-1)}`;
  for (const MessageBody of bodies) await sqs().send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

async function invoke(FunctionName: string, payload: object = {}) {
  const answer = await lambda().send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) }));
  return {
    error: answer.FunctionError,
    body: JSON.parse(Buffer.from(answer.Payload!).toString()) as Record<string, string>,
  };
}

describe("Functions of the local AWS", () => {
  it("run as deployed: code, environment, Node 22, the role's credentials, nothing of this machine", async () => {
    const name = await deploy();
    const { body } = await invoke(name);
    expect(body).toMatchObject({ WORD: "deployed", AWS_REGION: REGION, AWS_ENDPOINT_URL: aws.url });
    expect(body.node).toMatch(/^v2[2-9]\./);
    expect(body.arn).toBe(`arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`);
    expect(body.AWS_ACCESS_KEY_ID).toMatch(/^ASIA/);
    expect(body.PATH).toBeUndefined();
    expect(Number(body.remaining)).toBeLessThanOrEqual(2000);
  });

  it("run the code of the latest update, and have its architecture", async () => {
    const FunctionName = await deploy();
    await invoke(FunctionName);
    const ZipFile = await zipOf({ "index.js": "exports.handler = async () => ({ WORD: 'updated' });" });
    await lambda().send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile, Architectures: ["arm64"] }));
    const { Configuration } = await lambda().send(new GetFunctionCommand({ FunctionName }));
    expect(Configuration?.Architectures).toEqual(["arm64"]);
    expect((await invoke(FunctionName)).body).toEqual({ WORD: "updated" });
  });

  it("are ended at their timeout, and run again", async () => {
    const name = await deploy(undefined, 1);
    const { error, body } = await invoke(name, { sleep: true });
    expect([error, body.errorMessage]).toEqual(["Unhandled", "Task timed out after 1.00 seconds"]);
    expect((await invoke(name)).body).toMatchObject({ WORD: "deployed" });
  });

  it("have only the messages they did not report as failed deleted; the rest ends in the dead-letter queue", async () => {
    const { source, dead } = await mapped(await deploy());
    await send(source, "good", "fail", "good");
    const [letter] = await receive(aws.url, dead);
    expect(letter!.Body).toBe("fail");
    expect(await receive(aws.url, dead, 1, 1_000)).toEqual([]);
  });

  it("fail a whole batch by throwing", async () => {
    const { source, dead, UUID } = await mapped(await deploy(), false);
    await send(source, "good", "throw");
    await lambda().send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    const letters = await receive(aws.url, dead, 2);
    expect(letters.map(({ Body }) => Body).sort()).toEqual(["good", "throw"]);
  });

  it("receive nothing while their mapping is disabled, or after its deletion", async () => {
    const { source, UUID } = await mapped(await deploy(), false);
    await send(source, "waiting");
    await lambda().send(new DeleteEventSourceMappingCommand({ UUID }));
    await expect(lambda().send(new GetEventSourceMappingCommand({ UUID }))).rejects.toThrow(
      expect.objectContaining({ name: "ResourceNotFoundException" }),
    );
    expect(await receive(aws.url, source)).toHaveLength(1);
  });
});

describe("An event source mapping of the local AWS", () => {
  const create = (FunctionName: string, EventSourceArn: string, more = {}) =>
    lambda().send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn, ...more }));

  it("becomes Enabled with what was asked for", async () => {
    const { UUID } = await mapped(await deploy());
    await eventually("the mapping is enabled", async () => {
      const mapping = await lambda().send(new GetEventSourceMappingCommand({ UUID }));
      return (
        mapping.State === "Enabled" &&
        mapping.ScalingConfig?.MaximumConcurrency === 2 &&
        mapping.BatchSize === 10
      );
    });
  });

  it("is refused where the role may not receive, or is not Lambda's to assume", async () => {
    const source = await queue();
    const poor = await deploy(await role("lambda.amazonaws.com", ["sqs:DeleteMessage"]));
    await expect(create(poor, source)).rejects.toThrow(
      "does not have permissions to call ReceiveMessage on SQS",
    );
    const strange = await deploy(await role("ec2.amazonaws.com"));
    await expect(create(strange, source)).rejects.toThrow("cannot be assumed by Lambda");
  });

  it("is refused where messages would come back before the function has ended", async () => {
    const slow = await deploy(undefined, 30);
    await expect(create(slow, await queue())).rejects.toThrow(
      "Queue visibility timeout: 2 seconds is less than Function timeout: 30 seconds",
    );
  });

  it("is refused a second time, for a queue that is not there, or with a concurrency of one", async () => {
    const name = await deploy();
    const source = await queue();
    await create(name, source, { Enabled: false });
    await expect(create(name, source)).rejects.toThrow("already exists");
    await expect(create(name, `${source}-not`)).rejects.toThrow("does not exist");
    await expect(create(name, await queue(), { ScalingConfig: { MaximumConcurrency: 1 } })).rejects.toThrow(
      "at least 2",
    );
  });
});
