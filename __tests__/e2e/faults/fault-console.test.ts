import { join } from "node:path";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CreateDetectorCommand,
  CreateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
  ListMembersCommand,
} from "@aws-sdk/client-guardduty";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { CreateBucketCommand, HeadBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, GetQueueUrlCommand, ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientSettings } from "../../../local-aws/clients";
import type { FaultRequest } from "../../../local-aws/faults/fault";
import type { LocalAws } from "../../../local-aws/start";
import { exampleOrganizations } from "../../../scripts/demo/config";
import { asyncRun } from "../../support/async-run";
import { copyOfExample, ROOT } from "../../support/orgduty";
import { startForTest } from "../../support/running-local-aws";

const [MANAGEMENT, ADMINISTRATOR, MEMBER, OTHER] = [
  "111111111111",
  "222222222222",
  "012345678901",
  "333333333333",
] as const;
const REGION = "eu-west-1";

let aws: LocalAws;
beforeAll(async () => {
  aws = await startForTest();
  await aws.seed(exampleOrganizations()[0]!);
}, 120_000);
afterAll(() => aws?.stop());
afterEach(() => void aws.faults.clear());

const settings = (account: string = ADMINISTRATOR, region = REGION) => ({
  ...clientSettings(aws.url, account, region),
  forcePathStyle: true,
});
const set = (kind: FaultRequest["kind"], which: string, more: Partial<FaultRequest> = {}) => {
  const [service = "", operation = "*"] = which.split(":");
  return aws.faults.add({ kind, service, operation, ...more });
};
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => "fine",
    (error: unknown) => (error as Error).name,
  );

describe("A fault in the local AWS", () => {
  const calls: readonly (readonly [string, string, string, () => Promise<unknown>])[] = [
    [
      "sqs:ListQueues",
      "AccessDeniedException",
      "ThrottlingException",
      () => new SQSClient(settings()).send(new ListQueuesCommand({})),
    ],
    [
      "iam:CreateRole",
      "AccessDenied",
      "Throttling",
      () =>
        new IAMClient(settings()).send(
          new CreateRoleCommand({ RoleName: `r${Math.random()}`, AssumeRolePolicyDocument: "{}" }),
        ),
    ],
    [
      "s3:ListObjectsV2",
      "AccessDenied",
      "SlowDown",
      () => new S3Client(settings()).send(new ListObjectsV2Command({ Bucket: "there" })),
    ],
    [
      "guardduty:ListMembers",
      "AccessDeniedException",
      "TooManyRequestsException",
      () => new GuardDutyClient(settings()).send(new ListMembersCommand({ DetectorId: "d" })),
    ],
    [
      "lambda:GetFunction",
      "AccessDeniedException",
      "TooManyRequestsException",
      () => new LambdaClient(settings()).send(new GetFunctionCommand({ FunctionName: "f" })),
    ],
    [
      "organizations:ListAccounts",
      "AccessDeniedException",
      "TooManyRequestsException",
      () => new OrganizationsClient(settings(MANAGEMENT)).send(new ListAccountsCommand({})),
    ],
    [
      "cloudwatch:DescribeAlarms",
      "AccessDeniedException",
      "ThrottlingException",
      () => new CloudWatchClient(settings()).send(new DescribeAlarmsCommand({})),
    ],
  ];

  it.each(calls)(
    "refuses %s as that service does, and only as often as asked",
    async (which, denied, throttled, call) => {
      if (which.startsWith("s3"))
        await new S3Client(settings()).send(new CreateBucketCommand({ Bucket: "there" }));
      const before = await outcome(call());
      await set("deny", which, { times: 1 });
      expect(await outcome(call())).toBe(denied);
      await set("throttle", which, { times: 1 });
      expect(await outcome(call())).toBe(throttled);
      await set("expire", which, { times: 1 });
      expect(await outcome(call())).toMatch(/^ExpiredToken(Exception)?$/);
      expect(await outcome(call())).toBe(before);
      expect(aws.faults.list().map(({ struck }) => struck)).toEqual([1, 1, 1]);
    },
  );

  it("strikes by operation, account, region and text, and nothing else", async () => {
    const list = (account: string = ADMINISTRATOR, region = REGION) =>
      outcome(
        new SQSClient(settings(account, region)).send(new ListQueuesCommand({ QueueNamePrefix: "one" })),
      );
    await set("deny", "sqs:List*", { account: ADMINISTRATOR, region: REGION, matching: '"one"' });
    expect([await list(), await list(OTHER), await list(ADMINISTRATOR, "us-east-1")]).toEqual([
      "AccessDeniedException",
      "fine",
      "fine",
    ]);
    const other = new SQSClient(settings()).send(new ListQueuesCommand({ QueueNamePrefix: "two" }));
    expect([await outcome(other), aws.faults.list()[0]?.struck]).toEqual(["fine", 1]);
  });

  it("cuts before the effect, and after it", async () => {
    const sqs = new SQSClient(settings());
    const create = (QueueName: string) => outcome(sqs.send(new CreateQueueCommand({ QueueName })));
    await set("cut", "sqs:CreateQueue", { times: 1 });
    expect(await create("before")).not.toBe("fine");
    await set("cut", "sqs:CreateQueue", { times: 1, after: true });
    expect(await create("after")).not.toBe("fine");
    expect(await outcome(sqs.send(new GetQueueUrlCommand({ QueueName: "before" })))).toBe(
      "QueueDoesNotExist",
    );
    expect(await outcome(sqs.send(new GetQueueUrlCommand({ QueueName: "after" })))).toBe("fine");
  });

  it("delays", async () => {
    await set("delay", "s3:HeadBucket", { seconds: 0.5, times: 1 });
    const started = performance.now();
    await outcome(new S3Client(settings()).send(new HeadBucketCommand({ Bucket: "there" })));
    expect(performance.now() - started).toBeGreaterThan(490);
  });

  it("answers a read as it was before a write", async () => {
    const sqs = new SQSClient(settings(OTHER));
    const queues = async () => (await sqs.send(new ListQueuesCommand({}))).QueueUrls?.length ?? 0;
    await set("stale", "sqs:*", { times: 2 });
    expect(await queues()).toBe(0);
    await sqs.send(new CreateQueueCommand({ QueueName: "late" }));
    expect([await queues(), await queues()]).toEqual([0, 1]);
  });

  it("leaves members unprocessed, and processes the others", async () => {
    const management = new GuardDutyClient(settings(MANAGEMENT));
    const administrator = new GuardDutyClient(settings());
    const { DetectorId } = await administrator.send(new CreateDetectorCommand({ Enable: true }));
    await management.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: ADMINISTRATOR }));
    await set("unprocessed", "guardduty:CreateMembers", { members: [MEMBER], times: 1 });
    const AccountDetails = [MEMBER, OTHER].map((AccountId) => ({ AccountId, Email: "a@acme.example" }));
    const create = () => administrator.send(new CreateMembersCommand({ DetectorId, AccountDetails }));
    expect((await create()).UnprocessedAccounts).toMatchObject([{ AccountId: MEMBER }]);
    const listed = await administrator.send(new ListMembersCommand({ DetectorId }));
    expect(listed.Members?.map(({ AccountId }) => AccountId)).toEqual([OTHER]);
    expect((await create()).UnprocessedAccounts).toEqual([]);
  });

  it("rejects what can strike nothing", async () => {
    await expect(set("deny", "sqs:Nothing")).rejects.toThrow("sqs has no operation Nothing");
    await expect(set("deny", "squeue")).rejects.toThrow("no service squeue");
    await expect(set("stale", "sqs:CreateQueue")).rejects.toThrow("does not read");
    await expect(set("unprocessed", "sqs:*")).rejects.toThrow("UnprocessedAccounts");
  });
});

describe("orgduty local fault", () => {
  const { config } = copyOfExample("acme");
  const fault = async (...args: string[]) => {
    const command = [join(ROOT, "bin/orgduty.js"), "local", "fault", ...args, "--config", config];
    const { code, stdout, stderr } = await asyncRun(process.execPath, command, {
      ORGDUTY_LOCAL_AWS_URL: aws.url,
    });
    return { code, stdout: stdout.trimEnd(), stderr };
  };

  it("sets, lists and clears", async () => {
    const given = ["--account", ADMINISTRATOR, "--region", REGION, "--times", "3", "--matching", "dead"];
    const { code, stdout } = await fault("deny", "sqs:CreateQueue", ...given);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^\d+ {2}deny sqs:CreateQueue {2}in 222222222222 {2}in eu-west-1 {2}with "dead" {2}struck 0 of 3$/,
    );
    const listed = JSON.parse((await fault("list", "--json")).stdout) as { id: number }[];
    expect(listed).toMatchObject([
      { kind: "deny", service: "sqs", operation: "CreateQueue", times: 3, struck: 0 },
    ]);
    expect((await fault("clear", String(listed[0]!.id))).stdout).toBe("cleared: 1");
    expect((await fault("list")).stdout).toBe("no faults are set");
  });

  it.each([
    [["deny", "guardduty:CreateMember"], 'did you mean "CreateMembers"?'],
    [["deny", "guardutty"], 'did you mean "guardduty"?'],
    [["deny", "sqs", "--region", "eu-wets-1"], 'did you mean "eu-west-1"?'],
    [["unprocessed", "sqs:CreateQueue"], "CreateMembers"],
    [["deny", "sqs", "--after"], "leave --after out"],
    [["deny", "sqs", "--account", "12345"], "give its 12 digits"],
    [["clear", "77"], "./orgduty local fault list"],
  ])("rejects %j with its fix", async (args, fix) => {
    const { code, stderr } = await fault(...args);
    expect([code, stderr]).toEqual([1, expect.stringContaining(fix)]);
    expect(aws.faults.list()).toEqual([]);
  });
});
