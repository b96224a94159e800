import { setTimeout as sleep } from "node:timers/promises";
import {
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateRoleCommand, GetRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { Calls } from "../../../../aws-clients/calls";
import type { ClientSettings } from "../../../../aws-clients/sign-in";
import { clientSettings } from "../../../../local-aws/clients";
import type { LocalAws } from "../../../../local-aws/start";
import { pathEffects } from "../../../../transitions/path-effects";
import { widenPolicies } from "../../../../transitions/put-planned";
import { messagesIn, openQueue } from "../../../../transitions/queues";
import { deadLettersInTheWay, removeQueues } from "../../../../transitions/remove-queues";
import { takenSecretNames } from "../../../../transitions/taken-secret-names";
import { eventually, startForTest } from "../../../support/running-local-aws";

const [ACCOUNT, REGION, HOME] = ["222222222222", "eu-west-1", "us-east-1"];
const arnOf = (region: string, name: string) => `arn:aws:sqs:${region}:${ACCOUNT}:${name}`;

describe("Removing queues of findings on the local AWS", () => {
  let aws: LocalAws;
  const calls = new Calls();
  beforeAll(async () => void (aws = await startForTest()), 120_000);
  afterAll(() => aws?.stop());

  const enter = (_: string, region: string): ClientSettings => ({
    ...(clientSettings(aws.url, ACCOUNT, region) as ClientSettings),
    maxAttempts: 1,
  });
  async function queue(region: string, QueueName: string, ...bodies: string[]): Promise<void> {
    const sqs = new SQSClient(enter("", region));
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
    for (const MessageBody of bodies) await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    sqs.destroy();
  }
  const count = async (region: string, name: string) =>
    messagesIn((await openQueue(enter("", region), calls, name))!);
  const said: string[] = [];
  const props = (drained: string[], deadLetters: string[]) => ({
    ...{ region: REGION, enter, calls, settleMs: 200, onStep: (text: string) => said.push(text) },
    to: { region: HOME, name: "hub" },
    effects: {
      ...pathEffects([]),
      drained,
      deadLetters,
      targets: [{ rule: "findings", bus: "default", id: "findings", arn: arnOf(REGION, "elsewhere") }],
    },
  });

  it("points the rule elsewhere, moves what waits to the other region's queue, and minds no queue that is gone", async () => {
    await queue(HOME, "hub");
    await queue(REGION, "findings", "one", "two", "three");
    await queue(REGION, "findings-dead");
    const events = new EventBridgeClient(enter("", REGION));
    await events.send(new PutRuleCommand({ Name: "findings", EventPattern: '{"source":["aws.guardduty"]}' }));
    const Targets = [{ Id: "findings", Arn: arnOf(REGION, "findings") }];
    await events.send(new PutTargetsCommand({ Rule: "findings", Targets }));
    await removeQueues(props(["findings", "never-there"], ["findings-dead", "never-there-dead"]));
    expect([await count(REGION, "findings"), await count(HOME, "hub")]).toEqual([0, 3]);
    const put = await events.send(new ListTargetsByRuleCommand({ Rule: "findings" }));
    expect(put.Targets).toMatchObject([{ Id: "findings", Arn: arnOf(REGION, "elsewhere") }]);
    expect(said).toContain("findings: empty, 3 findings were moved on");
  });

  it("refuses while dead letters would go with their queue", async () => {
    await queue(REGION, "full-dead", "undelivered");
    await queue(REGION, "full", "waits");
    const inTheWay = "full-dead in eu-west-1 holds dead letters (1), and the plan removes it";
    expect(await deadLettersInTheWay(props(["full"], ["full-dead"]))).toEqual([
      expect.stringContaining(inTheWay),
    ]);
    await expect(removeQueues(props(["full"], ["full-dead"]))).rejects.toThrow(inTheWay);
    expect(await count(REGION, "full")).toBe(1);
  });

  it("takes the target from a rule that ends, and waits until the queue's own function has what waits", async () => {
    await queue(REGION, "ending", "waits");
    await queue(REGION, "ending-dead");
    const events = new EventBridgeClient(enter("", REGION));
    await events.send(new PutRuleCommand({ Name: "ending", EventPattern: '{"source":["aws.guardduty"]}' }));
    await events.send(
      new PutTargetsCommand({ Rule: "ending", Targets: [{ Id: "it", Arn: arnOf(REGION, "ending") }] }),
    );
    const effects = {
      ...pathEffects([]),
      ...{ drained: ["ending"], deadLetters: ["ending-dead"] },
      ended: [
        { rule: "ending", bus: "default", id: "it" },
        { rule: "gone-already", bus: "default", id: "it" },
      ],
    };
    const done = removeQueues({ ...props([], []), to: undefined, effects });
    await eventually("the rule has no target", async () => {
      const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: "ending" }));
      return Targets.length === 0;
    });
    const first = await Promise.race([done.then(() => "removed"), sleep(1_500, "waits")]);
    expect([first, await count(REGION, "ending")]).toEqual(["waits", 1]);
    const sqs = new SQSClient(enter("", REGION));
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "ending" }));
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    sqs.destroy();
    await done;
    expect(said).toContain("ending: empty");
  });

  it("names a secret that the plan creates although AWS keeps its name", async () => {
    const secrets = new SecretsManagerClient(enter("", HOME));
    for (const Name of ["kept", "gone"]) await secrets.send(new CreateSecretCommand({ Name }));
    await secrets.send(new DeleteSecretCommand({ SecretId: "gone" }));
    const names = ["kept", "gone", "never-there"];
    const lines = await takenSecretNames({ region: HOME, enter, calls, names });
    expect(lines).toEqual([
      expect.stringMatching(/^secret gone in us-east-1 was deleted, .*--region us-east-1 --secret-id gone$/),
    ]);
    secrets.destroy();
  });

  it("lets a role do what it could and what is planned", async () => {
    const iam = new IAMClient(enter("", HOME));
    await iam.send(new CreateRoleCommand({ RoleName: "forwarder", AssumeRolePolicyDocument: "{}" }));
    const policy = (Resource: string) =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sqs:*", Resource }] });
    const [before, after] = [policy(arnOf(HOME, "hub")), policy(arnOf(REGION, "findings"))];
    await widenPolicies({ settings: enter("", HOME), calls }, [
      { role: "forwarder", name: "forward", before, after },
    ]);
    const { PolicyDocument = "" } = await iam.send(
      new GetRolePolicyCommand({ RoleName: "forwarder", PolicyName: "forward" }),
    );
    for (const name of [arnOf(HOME, "hub"), arnOf(REGION, "findings")])
      expect(decodeURIComponent(PolicyDocument)).toContain(name);
  });
});
