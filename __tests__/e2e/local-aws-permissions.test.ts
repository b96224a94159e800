import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { GuardDutyClient, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { clientSettings } from "../../local-aws/clients";
import { recordedCalls } from "../../local-aws/permissions/calls";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [ACCOUNT, OTHER, REGION] = ["222222222222", "333333333333", "us-east-1"] as const;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/team/reader`;
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: string, Resource = "*", others: object = {}) => ({
  ...{ Effect: "Allow", Action, Resource },
  ...others,
});

describe("A local AWS that enforces permissions", () => {
  let aws: LocalAws;
  let iam: IAMClient;
  const root = (account: string = ACCOUNT) => clientSettings(aws.url, account, REGION);

  beforeAll(async () => {
    aws = await startLocalAws({ folder: mkdtempSync(join(tmpdir(), "enforcing-")), enforces: true });
    iam = new IAMClient(root());
    const trust = {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: "sts:AssumeRole",
    };
    await iam.send(
      new CreateRoleCommand({
        RoleName: "reader",
        Path: "/team/",
        AssumeRolePolicyDocument: document(trust),
      }),
    );
  }, 120_000);
  afterAll(() => aws?.stop());

  const may = (...statements: object[]) =>
    iam.send(
      new PutRolePolicyCommand({
        RoleName: "reader",
        PolicyName: "own",
        PolicyDocument: document(...statements),
      }),
    );
  const assumed = async (RoleArn = ROLE, account: string = ACCOUNT) => {
    const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: "me" });
    const { Credentials } = await new STSClient(root(account)).send(command);
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
    const credentials = {
      ...{ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    };
    return { ...root(), credentials };
  };
  const refusal = (action: string, resource: string) =>
    `User: arn:aws:sts::${ACCOUNT}:assumed-role/reader/me is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;

  it("refuses in the form of each protocol, in AWS's words, until the policy allows it", async () => {
    const session = await assumed();
    const calls: [string, string, string, () => Promise<unknown>][] = [
      [
        "sqs:CreateQueue",
        `arn:aws:sqs:${REGION}:${ACCOUNT}:q`,
        "AccessDeniedException",
        () => new SQSClient(session).send(new CreateQueueCommand({ QueueName: "q" })),
      ],
      [
        "iam:GetRole",
        ROLE,
        "AccessDenied",
        () => new IAMClient(session).send(new GetRoleCommand({ RoleName: "reader" })),
      ],
      [
        "guardduty:ListDetectors",
        "*",
        "AccessDeniedException",
        () => new GuardDutyClient(session).send(new ListDetectorsCommand({})),
      ],
    ];
    for (const [action, resource, name, call] of calls) {
      await expect(call()).rejects.toMatchObject({ name, message: refusal(action, resource) });
      await may(allow(action, resource));
      await expect(call()).resolves.toBeDefined();
    }
    await expect(new STSClient(session).send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
  });

  it("lists a bucket only below the prefix that the policy names", async () => {
    await new S3Client({ ...root(), forcePathStyle: true }).send(
      new CreateBucketCommand({ Bucket: "states" }),
    );
    await may(
      allow("s3:ListBucket", "arn:aws:s3:::states", {
        Condition: { StringLike: { "s3:prefix": "orgduty/*" } },
      }),
    );
    const s3 = new S3Client({ ...(await assumed()), forcePathStyle: true });
    const list = (Prefix?: string) => s3.send(new ListObjectsV2Command({ Bucket: "states", Prefix }));
    await expect(list("orgduty/acme")).resolves.toBeDefined();
    for (const prefix of ["env:/", undefined])
      await expect(list(prefix)).rejects.toMatchObject({
        name: "AccessDenied",
        message: refusal("s3:ListBucket", "arn:aws:s3:::states"),
      });
  });

  it("lets nobody assume a role that does not trust them, or is not there", async () => {
    const user = `arn:aws:iam::${ACCOUNT}:user/maid`;
    await iam.send(new CreateUserCommand({ UserName: "maid" }));
    await iam.send(
      new PutUserPolicyCommand({
        UserName: "maid",
        PolicyName: "own",
        PolicyDocument: document(allow("sts:*")),
      }),
    );
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "maid" }));
    const credentials = {
      accessKeyId: AccessKey!.AccessKeyId!,
      secretAccessKey: AccessKey!.SecretAccessKey!,
    };
    const assume = (RoleArn: string) =>
      new STSClient({ ...root(), credentials }).send(
        new AssumeRoleCommand({ RoleArn, RoleSessionName: "me" }),
      );
    await expect(assume(ROLE)).resolves.toBeDefined();
    const elsewhere = new IAMClient(root(OTHER));
    const trust = { Effect: "Allow", Principal: { AWS: ROLE }, Action: "sts:AssumeRole" };
    await elsewhere.send(
      new CreateRoleCommand({ RoleName: "far", AssumeRolePolicyDocument: document(trust) }),
    );
    for (const role of [`arn:aws:iam::${OTHER}:role/far`, `arn:aws:iam::${OTHER}:role/nowhere`])
      await expect(assume(role)).rejects.toMatchObject({
        name: "AccessDenied",
        message: `User: ${user} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
      });
  });

  it("asks a queue's policy, too, and alone if the role's own say nothing", async () => {
    await iam.send(new DeleteRolePolicyCommand({ RoleName: "reader", PolicyName: "own" }));
    const { QueueUrl = "" } = await new SQSClient(root()).send(new CreateQueueCommand({ QueueName: "open" }));
    const Policy = document(allow("sqs:SetQueueAttributes", "*", { Principal: { AWS: ROLE } }));
    const set = async (settings: ReturnType<typeof root>) =>
      new SQSClient(settings).send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    await expect(set(await assumed())).rejects.toMatchObject({ name: "AccessDeniedException" });
    await set(root());
    await expect(set(await assumed())).resolves.toBeDefined();
  });

  it("records what was demanded of whom, the same calls together", async () => {
    await recordedCalls(aws.url, true);
    await may(allow("guardduty:ListDetectors"));
    const guardDuty = new GuardDutyClient(await assumed());
    for (let time = 1; time <= 2; time += 1) await guardDuty.send(new ListDetectorsCommand({}));
    await new SQSClient(await assumed())
      .send(new CreateQueueCommand({ QueueName: "q2" }))
      .catch(() => undefined);
    expect(await recordedCalls(aws.url)).toEqual([
      {
        ...{
          caller: ROLE,
          region: REGION,
          operation: "guardduty:ListDetectors",
          action: "guardduty:ListDetectors",
        },
        ...{ resource: "*", isAllowed: true, times: 2 },
      },
      {
        ...{
          caller: ROLE,
          region: REGION,
          operation: "sqs:CreateQueue",
          action: "sqs:CreateQueue",
          times: 1,
        },
        ...{ resource: `arn:aws:sqs:${REGION}:${ACCOUNT}:q2`, isAllowed: false },
        message: refusal("sqs:CreateQueue", `arn:aws:sqs:${REGION}:${ACCOUNT}:q2`),
        why: "no statement allows sqs:CreateQueue",
      },
    ]);
  });
});
