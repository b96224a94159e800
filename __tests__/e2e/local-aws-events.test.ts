import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientSettings } from "../../local-aws/clients";
import type { LocalAws } from "../../local-aws/start";
import { eventually, receive, startForTest } from "../support/running-local-aws";

const ACCOUNT = "222222222222";
const REGION = "eu-west-1";
const PATTERN = { source: ["tests"], "detail-type": ["Wanted"] };

let aws: LocalAws;
let names = 0;

beforeAll(async () => {
  aws = await startForTest();
});
afterAll(() => aws.stop());

const settings = (region = REGION) => clientSettings(aws.url, ACCOUNT, region);
const events = (region = REGION) => new EventBridgeClient(settings(region));
const ruleArn = (name: string) => `arn:aws:events:${REGION}:${ACCOUNT}:rule/${name}`;

/** A queue; EventBridge may send to it in the name of the rule, where one is given. */
async function queue(
  rule?: string,
  attributes: Record<string, string> = {},
  region = REGION,
): Promise<string> {
  const QueueName = `queue-${++names}`;
  const arn = `arn:aws:sqs:${region}:${ACCOUNT}:${QueueName}`;
  const statement = {
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arn,
    Condition: { ArnEquals: { "aws:SourceArn": rule?.replace(REGION, region) } },
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const Attributes = { ...(rule === undefined ? {} : { Policy }), ...attributes };
  await new SQSClient(settings(region)).send(new CreateQueueCommand({ QueueName, Attributes }));
  return arn;
}

/** A rule with one target and a dead-letter queue that takes its letters. */
async function rule(name: string, target: Omit<Target, "Id">, state: "ENABLED" | "DISABLED" = "ENABLED") {
  const dead = await queue(ruleArn(name));
  await events().send(
    new PutRuleCommand({ Name: name, EventPattern: JSON.stringify(PATTERN), State: state }),
  );
  const Targets = [{ Id: "one", DeadLetterConfig: { Arn: dead }, ...target }];
  await events().send(new PutTargetsCommand({ Rule: name, Targets }));
  return dead;
}

/** Publishes an event that the rules want. @returns its id */
async function publish(DetailType = "Wanted"): Promise<string> {
  const entry = { Source: "tests", DetailType, Detail: '{"answer":42}', Resources: ["arn:aws:thing"] };
  const { Entries } = await events().send(new PutEventsCommand({ Entries: [entry] }));
  return Entries![0]!.EventId!;
}

/** What became of an event at a target. */
async function outcome(eventId: string, targetArn: string) {
  const find = () =>
    aws.deliveries().find((record) => record.eventId === eventId && record.targetArn === targetArn);
  await eventually(`${eventId} was handled`, () => find() !== undefined);
  return find()!;
}

const attributesOf = (message: Awaited<ReturnType<typeof receive>>[number] | undefined) =>
  Object.fromEntries(
    Object.entries(message?.MessageAttributes ?? {}).map(([name, { StringValue }]) => [name, StringValue]),
  );

describe("Events of the local AWS", () => {
  it("deliver an event in its envelope to a queue whose policy lets the rule", async () => {
    const target = await queue(ruleArn("plain"));
    await rule("plain", { Arn: target });
    const id = await publish();
    const [message] = await receive(aws.url, target);
    expect(JSON.parse(message!.Body!)).toMatchObject({
      ...{ id, account: ACCOUNT, region: REGION, source: "tests", "detail-type": "Wanted" },
      ...{ version: "0", resources: ["arn:aws:thing"], detail: { answer: 42 } },
    });
  });

  it("become a dead letter with the reason where the queue has no policy", async () => {
    const target = await queue();
    const dead = await rule("no-policy", { Arn: target });
    await publish();
    const [letter] = await receive(aws.url, dead);
    expect(attributesOf(letter)).toMatchObject({
      ...{ RULE_ARN: ruleArn("no-policy"), TARGET_ARN: target, ERROR_CODE: "NO_PERMISSIONS" },
    });
    expect(JSON.parse(letter!.Body!)).toMatchObject({ detail: { answer: 42 } });
    expect(await receive(aws.url, target, 1, 200)).toEqual([]);
  });

  it("become a dead letter where the policy names another rule", async () => {
    const target = await queue(ruleArn("somebody-else"));
    await rule("wrong-source", { Arn: target });
    expect(await outcome(await publish(), target)).toMatchObject({
      outcome: "dead letter",
      errorCode: "NO_PERMISSIONS",
    });
  });

  it("become a dead letter where the queue does not exist", async () => {
    const target = `arn:aws:sqs:${REGION}:${ACCOUNT}:nowhere`;
    await rule("no-queue", { Arn: target });
    expect(await outcome(await publish(), target)).toMatchObject({
      outcome: "dead letter",
      errorCode: "NO_RESOURCE",
    });
  });

  it("are lost where the dead-letter queue refuses too", async () => {
    const [target, dead] = [await queue(), await queue()];
    await rule("lost", { Arn: target, DeadLetterConfig: { Arn: dead } });
    expect(await outcome(await publish(), target)).toMatchObject({ outcome: "lost" });
  });

  it("do not concern a disabled rule, nor one with another pattern", async () => {
    const [disabled, plain] = [await queue(ruleArn("disabled")), await queue(ruleArn("other"))];
    await rule("disabled", { Arn: disabled }, "DISABLED");
    await rule("other", { Arn: plain });
    await outcome(await publish(), plain);
    await publish("Unwanted");
    expect(await receive(aws.url, plain)).toHaveLength(1);
    for (const nothing of [plain, disabled]) expect(await receive(aws.url, nothing, 1, 500)).toEqual([]);
  });

  it("need a grant of the queue's own key, and never get through the AWS-managed one", async () => {
    const kms = new KMSClient(settings());
    const key = async (Principal: object) => {
      const Statement = [
        { Effect: "Allow", Principal, Action: ["kms:GenerateDataKey*", "kms:Decrypt"], Resource: "*" },
      ];
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
      return (await kms.send(new CreateKeyCommand({ Policy }))).KeyMetadata!.KeyId!;
    };
    const keys = {
      granted: await key({ Service: "events.amazonaws.com" }),
      refused: await key({ AWS: ACCOUNT }),
      managed: "alias/aws/sqs",
    };
    const outcomes: Record<string, string> = {};
    for (const [name, KmsMasterKeyId] of Object.entries(keys)) {
      const target = await queue(ruleArn(`key-${name}`), { KmsMasterKeyId });
      await rule(`key-${name}`, { Arn: target });
      outcomes[name] = (await outcome(await publish(), target)).outcome;
    }
    expect(outcomes).toEqual({ granted: "delivered", refused: "dead letter", managed: "dead letter" });
  });

  it("are tried again as often as the target's retry policy says", async () => {
    const [patient, hasty] = [await queue(ruleArn("patient")), await queue(ruleArn("hasty"))];
    await rule("patient", { Arn: patient });
    const dead = await rule("hasty", { Arn: hasty, RetryPolicy: { MaximumRetryAttempts: 2 } });
    aws.throttle(patient, 3);
    aws.throttle(hasty, 3);
    const id = await publish();
    expect(await outcome(id, patient)).toMatchObject({ outcome: "delivered" });
    expect(await outcome(id, hasty)).toMatchObject({ outcome: "dead letter", retries: 2 });
    expect(attributesOf((await receive(aws.url, dead))[0])).toMatchObject({
      ...{ ERROR_CODE: "THROTTLING", EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts", RETRY_ATTEMPTS: "2" },
    });
  });

  it("are given up once they are too old", async () => {
    const target = await queue(ruleArn("old"));
    await rule("old", { Arn: target, RetryPolicy: { MaximumEventAgeInSeconds: 60 } });
    aws.throttle(target, 50);
    expect(await outcome(await publish(), target)).toMatchObject({ outcome: "dead letter", retries: 5 });
  });

  it("refuse AWS's own sources and details that are no JSON object", async () => {
    const entry = { DetailType: "x", Detail: "{}" };
    const Entries = [
      { ...entry, Source: "aws.guardduty" },
      { ...entry, Source: "tests", Detail: "nonsense" },
      entry,
    ];
    const answer = await events().send(new PutEventsCommand({ Entries }));
    expect(answer.FailedEntryCount).toBe(3);
    expect(answer.Entries!.map(({ ErrorCode }) => ErrorCode)).toEqual([
      ...["NotAuthorizedForSourceException", "MalformedDetail", "InvalidArgument"],
    ]);
  });

  it("come from schedules as well, with the target's constant", async () => {
    const target = await queue(ruleArn("schedule"));
    await events().send(new PutRuleCommand({ Name: "schedule", ScheduleExpression: "rate(1 day)" }));
    const Targets = [{ Id: "one", Arn: target, Input: '{"heartbeat":true}' }];
    await events().send(new PutTargetsCommand({ Rule: "schedule", Targets }));
    await aws.fire(ruleArn("schedule"));
    expect((await receive(aws.url, target))[0]!.Body).toBe('{"heartbeat":true}');
  });
});

describe("Schedules of EventBridge Scheduler", () => {
  const DEFAULT_BUS = `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/default`;
  const scheduleArn = (name: string) => `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/default/${name}`;
  const group = `arn:aws:scheduler:*:${ACCOUNT}:schedule-group/default`;

  async function schedulerRole(RoleName: string, put: object, sourceArn = group): Promise<string> {
    const iam = new IAMClient(settings("us-east-1"));
    const assumed = {
      ...{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "scheduler.amazonaws.com" } },
      Condition: { ArnLike: { "aws:SourceArn": sourceArn }, StringEquals: { "aws:SourceAccount": ACCOUNT } },
    };
    const may = { Effect: "Allow", Action: "events:PutEvents", Resource: DEFAULT_BUS, ...put };
    const document = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement });
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(assumed) }));
    const inline = { RoleName, PolicyName: "put", PolicyDocument: document(may) };
    await iam.send(new PutRolePolicyCommand(inline));
    iam.destroy();
    return `arn:aws:iam::${ACCOUNT}:role/${RoleName}`;
  }

  /** As the provider calls it: Scheduler has paths of its own. */
  async function schedule(name: string, roleArn: string, changes: object = {}): Promise<void> {
    const scope = `${ACCOUNT}/20260101/${REGION}/scheduler/aws4_request`;
    const answer = await fetch(`${aws.url}/schedules/${name}`, {
      method: "POST",
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=x`,
        "content-type": "application/json",
      },
      body: JSON.stringify({
        ...{
          GroupName: "default",
          ScheduleExpression: "rate(1 minute)",
          FlexibleTimeWindow: { Mode: "OFF" },
        },
        Target: {
          ...{ Arn: DEFAULT_BUS, RoleArn: roleArn, Input: '{"severity":4}' },
          EventBridgeParameters: { Source: "tests", DetailType: "Wanted" },
        },
        ...changes,
      }),
    });
    expect(answer.status).toBe(200);
  }

  const own = { Condition: { StringEquals: { "events:source": "tests", "events:detail-type": "Wanted" } } };

  it("put their event on the bus, where a rule has to pick it", async () => {
    const target = await queue(ruleArn("scheduled"));
    await rule("scheduled", { Arn: target });
    await schedule("beat", await schedulerRole("beat", own));
    await aws.fire(scheduleArn("beat"));
    const [message] = await receive(aws.url, target);
    expect(JSON.parse(message!.Body!)).toMatchObject({
      ...{ source: "tests", "detail-type": "Wanted", account: ACCOUNT, region: REGION },
      ...{ resources: [scheduleArn("beat")], detail: { severity: 4 } },
    });
  });

  it.each([
    ["trusts another group", { sourceArn: group.replace("default", "other") }, "FAILED_TO_ASSUME_ROLE"],
    [
      "may put another event",
      { put: { Condition: { StringEquals: { "events:source": "x" } } } },
      "NO_PERMISSIONS",
    ],
  ])(
    "put nothing where their role %s",
    async (_, { put = own, sourceArn = group }: { put?: object; sourceArn?: string }, code) => {
      await schedule(code, await schedulerRole(code, put, sourceArn));
      await aws.fire(scheduleArn(code));
      expect(aws.deliveries().at(-1)).toMatchObject({
        ...{ ruleArn: scheduleArn(code), targetArn: DEFAULT_BUS, outcome: "lost", errorCode: code },
      });
    },
  );

  it("put nothing while they are disabled, and cannot be fired if they do not exist", async () => {
    await schedule("off", await schedulerRole("off", own), { State: "DISABLED" });
    const before = aws.deliveries().length;
    await aws.fire(scheduleArn("off"));
    expect(aws.deliveries()).toHaveLength(before);
    await expect(aws.fire(scheduleArn("none"))).rejects.toThrow(/^no schedule/);
  });
});

describe("A hop to a bus in another region", () => {
  const HOME = "us-east-1";
  const bus = `arn:aws:events:${HOME}:${ACCOUNT}:event-bus/hub`;
  const ROLE = { trust: "events.amazonaws.com", resource: bus };

  async function role(RoleName: string, { trust, resource } = ROLE): Promise<string> {
    const iam = new IAMClient(settings(HOME));
    const assume = [{ Effect: "Allow", Principal: { Service: trust }, Action: "sts:AssumeRole" }];
    const permission = [{ Effect: "Allow", Action: "events:PutEvents", Resource: resource }];
    const document = (Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(assume) }));
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument: document(permission) }),
    );
    return `arn:aws:iam::${ACCOUNT}:role/${RoleName}`;
  }

  /** A rule on the hub's bus that sends everything to a target. */
  async function hubRule(Name: string, target: Omit<Target, "Id">): Promise<void> {
    const home = events(HOME);
    await home.send(new PutRuleCommand({ Name, EventBusName: "hub", EventPattern: JSON.stringify(PATTERN) }));
    await home.send(
      new PutTargetsCommand({ Rule: Name, EventBusName: "hub", Targets: [{ Id: "one", ...target }] }),
    );
  }

  beforeAll(() => events(HOME).send(new CreateEventBusCommand({ Name: "hub" })));

  it("keeps id, account, region and resources", async () => {
    const target = await queue(`arn:aws:events:${HOME}:${ACCOUNT}:rule/hub/all`, {}, HOME);
    await hubRule("all", { Arn: target });
    await rule("to-hub", { Arn: bus, RoleArn: await role("to-hub") });
    const id = await publish();
    const [message] = await receive(aws.url, target);
    expect(JSON.parse(message!.Body!)).toMatchObject({
      id,
      account: ACCOUNT,
      region: REGION,
      resources: ["arn:aws:thing"],
    });
  });

  it.each<[string, () => Promise<string | undefined>, string]>([
    ["no role", async () => undefined, "NO_PERMISSIONS"],
    ["a role that is not there", async () => `arn:aws:iam::${ACCOUNT}:role/nobody`, "FAILED_TO_ASSUME_ROLE"],
    [
      "a role for another service",
      () => role("other-service", { ...ROLE, trust: "lambda.amazonaws.com" }),
      "FAILED_TO_ASSUME_ROLE",
    ],
    ["a role for another bus", () => role("other-bus", { ...ROLE, resource: `${bus}-2` }), "NO_PERMISSIONS"],
  ])("is refused with %s", async (name, roleArn, errorCode) => {
    const ruleName = name.replaceAll(" ", "-");
    await rule(ruleName, { Arn: bus, RoleArn: await roleArn() });
    const id = await publish();
    const find = () =>
      aws.deliveries().find((one) => one.eventId === id && one.ruleArn === ruleArn(ruleName));
    await eventually(`${ruleName} was tried`, () => find() !== undefined);
    expect(find()).toMatchObject({ outcome: "dead letter", errorCode });
  });

  it("happens once only", async () => {
    const further = `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/default`;
    await hubRule("further", {
      Arn: further,
      RoleArn: await role("further", { ...ROLE, resource: further }),
    });
    expect(await outcome(await publish(), further)).toMatchObject({
      outcome: "lost",
      errorCode: "THIRD_REGION_HOP_DETECTED",
    });
  });
});
