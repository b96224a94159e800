import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  PutMetricAlarmCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  ListTagsLogGroupCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateDetectorCommand,
  CreateMembersCommand,
  CreatePublishingDestinationCommand,
  CreateSampleFindingsCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from "@aws-sdk/client-guardduty";
import {
  ListAccountsCommand,
  ListDelegatedAdministratorsCommand,
  ListParentsCommand,
  OrganizationsClient,
  paginateListAccounts,
} from "@aws-sdk/client-organizations";
import {
  CancelKeyDeletionCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  ReplicateKeyCommand,
  EnableKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { sign } from "aws4";
import { clientSettings } from "../../local-aws/clients";
import { seedOrganization } from "../../local-aws/control";
import type { SeedOrganization } from "../../local-aws/organizations/seed";
import type { LocalAws } from "../../local-aws/start";
import { asyncRun } from "../support/async-run";
import { copyOfExample, orgduty, ROOT } from "../support/orgduty";
import { eventually, receive, startForTest } from "../support/running-local-aws";

const BIN = join(ROOT, "bin/orgduty.js");
const REGION = "eu-west-1";
const [MANAGEMENT, ADMINISTRATOR, MEMBER] = ["111111111111", "222222222222", "012345678901"] as const;

const snapshot = (partition: string) =>
  JSON.parse(
    readFileSync(join(ROOT, "examples/acme/accounts", `${partition}.json`), "utf8"),
  ) as SeedOrganization;

let aws: LocalAws;

beforeAll(async () => {
  aws = await startForTest();
  await seedOrganization(aws.url, snapshot("aws"));
  await seedOrganization(aws.url, snapshot("aws-cn"));
});
afterAll(() => aws.stop());

/** Settings of somebody whose keys nobody knows. */
const stranger = (region = REGION) => clientSettings(aws.url, "AKIAIOSFODNN7EXAMPLE", region);
const as = (account: string, region = REGION) => clientSettings(aws.url, account, region);

async function keysOf(RoleArn: string, region = REGION) {
  const { Credentials } = await new STSClient(stranger(region)).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: "t" }),
  );
  return {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: "x",
    sessionToken: Credentials!.SessionToken!,
  };
}

describe("The local AWS", () => {
  it("takes the account of a request from its credentials", async () => {
    const credentials = await keysOf(`arn:aws:iam::${MEMBER}:role/reader`);
    const sts = new STSClient({ ...stranger(), credentials });
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: MEMBER,
      Arn: `arn:aws:sts::${MEMBER}:assumed-role/reader/t`,
    });
    const queue = await new SQSClient({ ...stranger(), credentials }).send(
      new CreateQueueCommand({ QueueName: "mine" }),
    );
    expect(queue.QueueUrl).toBe(`${aws.url}/${MEMBER}/mine`);
    const unknown = await new STSClient(stranger()).send(new GetCallerIdentityCommand({}));
    expect(unknown.Account).toBe(MANAGEMENT);
  });

  it("keeps partitions apart: China has another management account, and its own ARNs", async () => {
    const identity = await new STSClient(stranger("cn-north-1")).send(new GetCallerIdentityCommand({}));
    expect([identity.Account, identity.Arn?.split(":")[1]]).toEqual(["555555555555", "aws-cn"]);
    const sqs = new SQSClient(as("666666666666", "cn-north-1"));
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "q" }));
    const answer = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
    expect(answer.Attributes).toEqual({ QueueArn: "arn:aws-cn:sqs:cn-north-1:666666666666:q" });
  });

  it("lets an unsigned caller in by a web identity, into the role's account", async () => {
    const RoleArn = `arn:aws:iam::${MEMBER}:role/ci`;
    const command = new AssumeRoleWithWebIdentityCommand({
      RoleArn,
      RoleSessionName: "ci",
      WebIdentityToken: "token",
    });
    const { Credentials } = await new STSClient({ region: REGION, endpoint: aws.url }).send(command);
    const credentials = { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: "x" };
    const detectors = new GuardDutyClient({ ...stranger(), credentials });
    const { DetectorId } = await detectors.send(new CreateDetectorCommand({ Enable: true }));
    const member = new GuardDutyClient(as(MEMBER));
    expect((await member.send(new ListDetectorsCommand({}))).DetectorIds).toEqual([DetectorId]);
  });

  it("answers presigned URLs", async () => {
    const s3 = new S3Client({ ...as(MEMBER, "us-east-1"), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: "bucket" }));
    await s3.send(new PutObjectCommand({ Bucket: "bucket", Key: "a b", Body: "hello" }));
    const { host } = new URL(aws.url);
    const request = { service: "s3", region: "us-east-1", host, path: "/bucket/a%20b", signQuery: true };
    const { path } = sign(request, { accessKeyId: MEMBER, secretAccessKey: "local" });
    expect(await (await fetch(`${aws.url}${path}`)).text()).toBe("hello");
  });

  it("gives a queue's redrive policies back to the letter, until they are taken away", async () => {
    const sqs = new SQSClient(as(MEMBER));
    await sqs.send(new CreateQueueCommand({ QueueName: "dead" }));
    const RedrivePolicy = `{"deadLetterTargetArn":"arn:aws:sqs:${REGION}:${MEMBER}:dead","maxReceiveCount":3}`;
    const Attributes = { RedriveAllowPolicy: '{"redrivePermission":"denyAll"}', RedrivePolicy };
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "redriven", Attributes }));
    const read = async () =>
      (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }))).Attributes;
    expect(await read()).toMatchObject(Attributes);
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedriveAllowPolicy: "", RedrivePolicy: "" } }),
    );
    expect(Object.keys((await read())!)).not.toEqual(expect.arrayContaining(["RedriveAllowPolicy"]));
    expect(Object.keys((await read())!)).not.toEqual(expect.arrayContaining(["RedrivePolicy"]));
  });

  it("gives a queue one encryption: its own, or a customer key's", async () => {
    const sqs = new SQSClient(as(MEMBER));
    const KmsMasterKeyId = `arn:aws:kms:${REGION}:${MEMBER}:key/1`;
    const read = async (QueueUrl?: string) => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
      const { Attributes = {} } = await sqs.send(command);
      return [Attributes.SqsManagedSseEnabled, Attributes.KmsMasterKeyId];
    };
    const Attributes = { KmsMasterKeyId };
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "encrypted", Attributes }));
    expect(await read(QueueUrl)).toEqual(["false", KmsMasterKeyId]);
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { SqsManagedSseEnabled: "true" } }));
    expect(await read(QueueUrl)).toEqual(["true", undefined]);
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    expect(await read(QueueUrl)).toEqual(["false", KmsMasterKeyId]);
  });

  it("disables, enables and deletes a key by its ARN", async () => {
    const kms = new KMSClient(as(MEMBER));
    const { Arn: KeyId } = (await kms.send(new CreateKeyCommand({}))).KeyMetadata!;
    const state = async () => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState;
    await kms.send(new DisableKeyCommand({ KeyId }));
    expect(await state()).toBe("Disabled");
    await kms.send(new EnableKeyCommand({ KeyId }));
    expect(await state()).toBe("Enabled");
    expect((await kms.send(new ScheduleKeyDeletionCommand({ KeyId }))).KeyId).toBe(KeyId);
    expect(await state()).toBe("PendingDeletion");
    await kms.send(new CancelKeyDeletionCommand({ KeyId }));
    expect(await state()).toBe("Disabled");
  });

  it("names a multi-Region key as AWS does, and replicates it by its ARN", async () => {
    const kms = new KMSClient(as(MEMBER));
    const key = (await kms.send(new CreateKeyCommand({ MultiRegion: true }))).KeyMetadata!;
    expect(key.Arn).toMatch(/:key\/mrk-[0-9a-f]{32}$/);
    const replica = { KeyId: key.Arn, ReplicaRegion: "eu-west-2" };
    const { ReplicaKeyMetadata } = await kms.send(new ReplicateKeyCommand(replica));
    expect(ReplicaKeyMetadata?.Arn).toBe(key.Arn?.replace(REGION, "eu-west-2"));
    const there = new KMSClient(as(MEMBER, "eu-west-2"));
    const { KeyMetadata } = await there.send(new DescribeKeyCommand({ KeyId: ReplicaKeyMetadata?.Arn }));
    expect(KeyMetadata?.KeyId).toBe(key.KeyId);
  });

  it("gives a log group no tags of a deleted one of its name", async () => {
    const logs = new CloudWatchLogsClient(as(MEMBER));
    const logGroupName = "made-twice";
    await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { old: "1" } }));
    await logs.send(new DeleteLogGroupCommand({ logGroupName }));
    await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { now: "2" } }));
    expect((await logs.send(new ListTagsLogGroupCommand({ logGroupName }))).tags).toEqual({ now: "2" });
  });

  it("leaves a queue its policy while another attribute is set", async () => {
    const sqs = new SQSClient(as(MEMBER));
    const Policy = '{"Version":"2012-10-17","Statement":[]}';
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: "kept", Attributes: { Policy } }),
    );
    const set = (Attributes: Record<string, string>) =>
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    const policyNow = async () => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] });
      return (await sqs.send(command)).Attributes?.Policy;
    };
    const Statement = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" };
    const changed = JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
    await set({ Policy: changed });
    await set({ VisibilityTimeout: "60" });
    expect(JSON.parse((await policyNow())!)).toEqual(JSON.parse(changed));
    await set({ Policy: "" });
    expect(await policyNow()).toBeUndefined();
  });

  it("switches an alarm's actions off and on, and changes nothing else of it", async () => {
    const client = new CloudWatchClient(as(MEMBER));
    const alarm = { Namespace: "a", MetricName: "m", Threshold: 3, Period: 60, EvaluationPeriods: 2 };
    const more = { Statistic: "Sum", ComparisonOperator: "GreaterThanThreshold" } as const;
    await client.send(new PutMetricAlarmCommand({ AlarmName: "switched", ...alarm, ...more }));
    const AlarmNames = ["switched"];
    const read = async () => (await client.send(new DescribeAlarmsCommand({ AlarmNames }))).MetricAlarms![0];
    await client.send(new DisableAlarmActionsCommand({ AlarmNames }));
    expect(await read()).toMatchObject({ ...alarm, ...more, ActionsEnabled: false });
    await client.send(new EnableAlarmActionsCommand({ AlarmNames }));
    expect(await read()).toMatchObject({ ...alarm, ...more, ActionsEnabled: true });
  });

  it("has the organization it was seeded with: ids, names, units, states, pages", async () => {
    const client = new OrganizationsClient(stranger());
    const accounts = [];
    for await (const page of paginateListAccounts({ client, pageSize: 7 }, {}))
      accounts.push(...page.Accounts!);
    const seeded = snapshot("aws").accounts;
    expect(new Set(accounts.map(({ Id }) => Id))).toEqual(new Set(seeded.map(({ id }) => id)));
    expect(accounts.find(({ Id }) => Id === MANAGEMENT)).toMatchObject({
      Name: "Acme Management",
      State: "ACTIVE",
    });
    expect(accounts.filter(({ State }) => State === "SUSPENDED").map(({ Id }) => Id)).toEqual([
      "100000000019",
    ]);
    const { Parents } = await client.send(new ListParentsCommand({ ChildId: MEMBER }));
    expect(Parents![0]!.Type).toBe("ORGANIZATIONAL_UNIT");
    const china = await new OrganizationsClient(stranger("cn-northwest-1")).send(new ListAccountsCommand({}));
    expect(china.Accounts!.map(({ Arn }) => Arn)).toContain(
      "arn:aws-cn:organizations::555555555555:account/o-acmecnexample/700000000001",
    );
  });

  it("brings a member's sample finding to the administrator's bus, with the right account ids", async () => {
    const management = new GuardDutyClient(as(MANAGEMENT));
    const administrator = new GuardDutyClient(as(ADMINISTRATOR));
    await management.send(new CreateDetectorCommand({ Enable: true }));
    await management.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: ADMINISTRATOR }));
    const registered = await new OrganizationsClient(stranger()).send(
      new ListDelegatedAdministratorsCommand({}),
    );
    expect(registered.DelegatedAdministrators!.map(({ Id }) => Id)).toEqual([ADMINISTRATOR]);
    const [DetectorId] = (await administrator.send(new ListDetectorsCommand({}))).DetectorIds!;
    const AccountDetails = [{ AccountId: MEMBER, Email: "x@example.com" }];
    await administrator.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
    const target = await findingQueue();
    const member = new GuardDutyClient({
      ...stranger(),
      credentials: await keysOf(`arn:aws:iam::${MEMBER}:role/r`),
    });
    await eventually(
      "the member has a detector",
      async () => (await member.send(new ListDetectorsCommand({}))).DetectorIds!.length > 0,
    );
    const own = (await member.send(new ListDetectorsCommand({}))).DetectorIds![0];
    await member.send(
      new CreateSampleFindingsCommand({
        DetectorId: own,
        FindingTypes: ["Recon:EC2/PortProbeUnprotectedPort"],
      }),
    );
    const [message] = await receive(aws.url, target);
    expect(JSON.parse(message!.Body!)).toMatchObject({
      ...{ account: ADMINISTRATOR, region: REGION, source: "aws.guardduty", detail: { accountId: MEMBER } },
    });
  });

  it("lets GuardDuty export only where bucket and key let it, for this account's detectors", async () => {
    const [region, owner] = ["eu-west-2", "333333333333"] as const;
    const detectors = new GuardDutyClient(as(owner, region));
    const { DetectorId } = await detectors.send(new CreateDetectorCommand({ Enable: true }));
    const s3 = new S3Client({ ...as(owner, region), forcePathStyle: true });
    await s3.send(
      new CreateBucketCommand({
        Bucket: "export",
        CreateBucketConfiguration: { LocationConstraint: region },
      }),
    );
    const allow = (Action: string, Resource: string | string[], account: string = owner) => ({
      ...{ Effect: "Allow", Principal: { Service: "guardduty.amazonaws.com" }, Action, Resource },
      Condition: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": `arn:aws:guardduty:*:${account}:detector/*` },
      },
    });
    const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
    const kms = new KMSClient(as(owner, region));
    const key = async (statement: object) =>
      (await kms.send(new CreateKeyCommand({ Policy: document(statement) }))).KeyMetadata!.Arn!;
    const bucket = async (account: string) => {
      const statements = [
        allow("s3:GetBucketLocation", "arn:aws:s3:::export", account),
        allow("s3:PutObject", "arn:aws:s3:::export/*", account),
      ];
      await s3.send(new PutBucketPolicyCommand({ Bucket: "export", Policy: document(...statements) }));
    };
    const publish = (KmsKeyArn: string) => {
      const DestinationProperties = { DestinationArn: "arn:aws:s3:::export", KmsKeyArn };
      const destination = { DetectorId, DestinationType: "S3", DestinationProperties } as const;
      return detectors.send(new CreatePublishingDestinationCommand(destination));
    };
    const granted = await key(allow("kms:GenerateDataKey", "*"));
    await expect(publish(granted)).rejects.toMatchObject({ name: "BadRequestException" });
    await bucket("444444444444");
    await expect(publish(granted)).rejects.toMatchObject({ name: "BadRequestException" });
    await bucket(owner);
    const refused = await key(allow("kms:GenerateDataKey", "*", "444444444444"));
    await expect(publish(refused)).rejects.toMatchObject({ name: "BadRequestException" });
    expect((await publish(granted)).DestinationId).toBeDefined();
  });
});

/** A queue of the administrator's that gets every finding. */
async function findingQueue(): Promise<string> {
  const arn = `arn:aws:sqs:${REGION}:${ADMINISTRATOR}:findings`;
  const allow = {
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arn,
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [allow] });
  await new SQSClient(as(ADMINISTRATOR)).send(
    new CreateQueueCommand({ QueueName: "findings", Attributes: { Policy } }),
  );
  const events = new EventBridgeClient(as(ADMINISTRATOR));
  const EventPattern = '{"source":["aws.guardduty"],"detail-type":["GuardDuty Finding"]}';
  await events.send(new PutRuleCommand({ Name: "findings", EventPattern }));
  await events.send(new PutTargetsCommand({ Rule: "findings", Targets: [{ Id: "q", Arn: arn }] }));
  return arn;
}

describe("orgduty local", () => {
  const answers = (url: string) =>
    fetch(`${url}/moto-api/data.json`).then(
      () => true,
      () => false,
    );

  it("starts once in the background, asked twice at once, with the config's organizations, says where it is, and stops", async () => {
    const { folder, config } = copyOfExample("acme");
    expect(orgduty(["local", "status", "--config", config]).stdout).toBe("not running\n");
    const atOnce = [1, 2].map(() => asyncRun(process.execPath, [BIN, "local", "start", "--config", config]));
    const [started, refused] = (await Promise.all(atOnce)).sort((a, b) => a.code! - b.code!);
    const url = started!.stdout.split(" ")[0]!;
    try {
      expect([started!.code, refused!.code]).toEqual([0, 1]);
      expect(refused!.stderr).toMatch(/another orgduty works in|a local AWS is already running/);
      expect(orgduty(["local", "status", "--config", config]).stdout).toContain(url);
      expect(JSON.parse(readFileSync(join(folder, ".orgduty/local/local-aws.json"), "utf8"))).toMatchObject({
        url,
      });
      expect(orgduty(["local", "start", "--config", config])).toMatchObject({ status: 1 });
      const client = new OrganizationsClient(clientSettings(url, "nobody", REGION));
      expect((await client.send(new ListAccountsCommand({}))).Accounts).toHaveLength(26);
    } finally {
      expect(orgduty(["local", "stop", "--config", config]).status).toBe(0);
    }
    expect(await answers(url)).toBe(false);
    expect(orgduty(["local", "status", "--config", config]).stdout).toBe("not running\n");
  });

  it("rejects a port that is taken, without a stack trace", async () => {
    const { config } = copyOfExample("acme");
    const { port } = new URL(aws.url);
    const args = [BIN, "local", "serve", "--config", config, "--port", port];
    expect(await asyncRun(process.execPath, args)).toMatchObject({
      code: 1,
      stderr: `--port: ${port} is in use\n  fix: name another port, or leave --port out to get any free one\n`,
    });
  });

  it("leaves no moto behind when it is killed", async () => {
    const { folder, config } = copyOfExample("acme");
    const child = spawn(process.execPath, [BIN, "local", "serve", "--config", config], { stdio: "ignore" });
    const log = () => {
      try {
        return readFileSync(join(folder, ".orgduty/local/moto.log"), "utf8");
      } catch {
        return "";
      }
    };
    await eventually("moto runs", () => log().includes("Running on"), 60_000);
    const moto = /http:\/\/127\.0\.0\.1:\d+/.exec(log())![0];
    expect(await answers(moto)).toBe(true);
    child.kill("SIGKILL");
    await eventually("moto has ended", async () => !(await answers(moto)));
  });
});
