import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateDetectorCommand,
  CreateFilterCommand,
  CreateIPSetCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
  DisableAWSServiceAccessCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { HttpsRelay, OrganizationConfig, OrgdutyConfig } from "../../config/config";
import type { Region } from "../../config/regions";
import { diagnose, type DoctorProps } from "../../doctor/doctor";
import type { Line } from "../../doctor/line";
import { clientSettings } from "../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import { acme, resourcesOf } from "../support/fleet";
import { TestAuthority } from "../support/receivers/certificates";
import { HttpsReceiver } from "../support/receivers/https-receiver";
import { using } from "./doctor-problems/problem";

const project = acme();
const { config, snapshots } = project;
const organization = config.organizations.aws!;
const { managementAccountId: MANAGEMENT, administratorAccountId: ADMINISTRATOR } = organization;
const NAME = "acme-guardduty-findings";
const SECRET = "acme/guardduty/log-relay";
const resources = resourcesOf(project);
/** The state after a first apply. */
const applied = new Map<string, Set<string>>();
for (const { stack, address } of resources)
  applied.set(stack, (applied.get(stack) ?? new Set()).add(address));

interface Invented {
  readonly what: string;
  readonly region: Region;
  readonly make?: (region: Region) => Promise<unknown>;
  readonly props?: () => Partial<DoctorProps>;
  readonly after?: () => Promise<unknown> | void;
  /** What a line has to say. Absent: nothing may be said. */
  readonly says?: RegExp;
}

let aws: LocalAws;
const as = (account: string, region: string) => clientSettings(aws.url, account, region);
const guardDuty = (account: string, region: string) => new GuardDutyClient(as(account, region));
const changed = (
  changes: Partial<OrganizationConfig>,
  others: Partial<OrgdutyConfig> = {},
): OrgdutyConfig => ({
  ...config,
  ...others,
  organizations: { aws: { ...organization, ...changes } },
});
const relayAt = (url: string) => {
  const logRelay: HttpsRelay = { protocol: "https", url, headers: {}, authentication: "bearer" };
  return changed({
    forwarding: { ...organization.forwarding!, logRelay: { ...logRelay, secretName: SECRET } },
  });
};
const rule =
  (Name: string, pattern: object, target: string | undefined, state: "ENABLED" | "DISABLED" = "ENABLED") =>
  (region: Region) =>
    using(new EventBridgeClient(as(ADMINISTRATOR, region)), async (client) => {
      await client.send(new PutRuleCommand({ Name, EventPattern: JSON.stringify(pattern), State: state }));
      if (target)
        await client.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: "a", Arn: target }] }));
    });
const schedule = (Name: string) => (region: Region) =>
  using(new SchedulerClient(as(ADMINISTRATOR, region)), (client) =>
    client.send(
      new CreateScheduleCommand({
        ...{ Name, ScheduleExpression: "rate(1 day)", FlexibleTimeWindow: { Mode: "OFF" } },
        Target: {
          Arn: `arn:aws:sqs:${region}:${ADMINISTRATOR}:x`,
          RoleArn: `arn:aws:iam::${ADMINISTRATOR}:role/x`,
        },
      }),
    ),
  );
const detector = (
  account: string,
  region: Region,
  frequency: "FIFTEEN_MINUTES" | "SIX_HOURS" = "SIX_HOURS",
) =>
  using(guardDuty(account, region), (client) =>
    client.send(new CreateDetectorCommand({ Enable: true, FindingPublishingFrequency: frequency })),
  );
const queue = (QueueName: string) => (region: Region) =>
  using(new SQSClient(as(ADMINISTRATOR, region)), (client) =>
    client.send(new CreateQueueCommand({ QueueName })),
  );
const secret = (SecretString: string) => (region: Region) =>
  using(new SecretsManagerClient(as(ADMINISTRATOR, region)), (client) =>
    client.send(new CreateSecretCommand({ Name: SECRET, SecretString })),
  );
const inOrganizations = () => new OrganizationsClient(as(MANAGEMENT, "us-east-1"));
let lastPolicy = "";
let root = "";
const controlPolicy = (Statement: object) => () =>
  using(inOrganizations(), async (client) => {
    const { Roots } = await client.send(new ListRootsCommand({}));
    root = Roots![0]!.Id!;
    await client
      .send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: "SERVICE_CONTROL_POLICY" }))
      .catch(() => undefined);
    const Content = JSON.stringify({ Version: "2012-10-17", Statement });
    const named = {
      Name: `policy-${Math.random()}`,
      Description: "x",
      Type: "SERVICE_CONTROL_POLICY" as const,
    };
    const { Policy } = await client.send(new CreatePolicyCommand({ ...named, Content }));
    lastPolicy = Policy!.PolicySummary!.Id!;
    await client.send(new AttachPolicyCommand({ PolicyId: lastPolicy, TargetId: root }));
  });
const detach = () =>
  using(inOrganizations(), (client) =>
    client.send(new DetachPolicyCommand({ PolicyId: lastPolicy, TargetId: root })),
  );
const roles =
  (account: string, statements: object[], name = "orgduty-apply") =>
  () =>
    using(new IAMClient(as(account, "us-east-1")), async (client) => {
      const document = (Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
      const trust = document([{ Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" }]);
      await client
        .send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }))
        .catch(() => undefined);
      await client.send(
        new PutRolePolicyCommand({ RoleName: name, PolicyName: "all", PolicyDocument: document(statements) }),
      );
    });
const ALLOW = { Effect: "Allow", Action: "*", Resource: "*" };

const folder = mkdtempSync(join(tmpdir(), "orgduty-invented-"));
const authority = new TestAuthority(join(folder, "tls"));
const expired = new HttpsReceiver(authority.issue("expired", undefined, 0));
const elsewhere = new HttpsReceiver(authority.issue("elsewhere", "DNS:other.example", 365));
const ending = new HttpsReceiver(authority.issue("ending", undefined, 10));
const withCa = JSON.stringify({ token: "t", ca: authority.ca.certificate });

const PROBLEMS: readonly Invented[] = [
  {
    what: "an administrator that is no account of the organization",
    region: "eu-west-1",
    props: () => ({ config: changed({ administratorAccountId: "999999999999" }), resources: [] }),
    says: /not in the organization/,
  },
  {
    what: "a snapshot of another organization",
    region: "eu-west-1",
    props: () => ({ snapshots: { aws: { ...snapshots.aws!, organizationId: "o-elsewhere" } } }),
    says: /snapshot is another organization's/,
  },
  {
    what: "100 filters",
    region: "eu-west-2",
    make: async (region) => {
      const { DetectorId } = await detector(ADMINISTRATOR, region);
      const FindingCriteria = { Criterion: { severity: { Lt: 4 } } };
      await using(guardDuty(ADMINISTRATOR, region), async (client) => {
        for (let n = 1; n <= 100; n += 1)
          await client.send(
            new CreateFilterCommand({
              DetectorId,
              Name: `filter${n}`,
              Action: "NOOP",
              Rank: n,
              FindingCriteria,
            }),
          );
      });
    },
    says: /no room for another filter/,
  },
  {
    what: "a trusted IP list that hides findings",
    region: "eu-central-1",
    make: async (region) => {
      const { DetectorId } = await detector(ADMINISTRATOR, region);
      await using(guardDuty(ADMINISTRATOR, region), (client) =>
        client.send(
          new CreateIPSetCommand({
            DetectorId,
            Name: "office",
            Format: "TXT",
            Location: "https://s3.amazonaws.com/b/k",
            Activate: true,
          }),
        ),
      );
    },
    says: /office/,
  },
  {
    what: "a forwarder that matches by prefix and severity",
    region: "ap-south-1",
    make: rule(
      "old-siem",
      { source: [{ prefix: "aws.guard" }], detail: { severity: [{ numeric: [">=", 7] }] } },
      "arn:aws:kinesis:ap-south-1:222222222222:stream/x",
    ),
    says: /"old-siem" takes findings/,
  },
  {
    what: "a forwarder that matches by detail-type alone",
    region: "ap-southeast-1",
    make: rule(
      "other-siem",
      { "detail-type": ["GuardDuty Finding"] },
      "arn:aws:lambda:ap-southeast-1:222222222222:function:x",
    ),
    says: /"other-siem" takes findings/,
  },
  {
    what: "guardduty denied everywhere by a policy",
    region: "eu-west-1",
    make: controlPolicy({ Effect: "Deny", Action: "guardduty:*", Resource: "*" }),
    after: detach,
    says: /a service control policy denies/,
  },
  {
    what: "a dead-letter queue's name taken",
    region: "ap-northeast-1",
    make: queue(`${NAME}-dead`),
    says: /cannot create the queue acme-guardduty-findings-dead/,
  },
  {
    what: "the heartbeat's name taken",
    region: "ap-northeast-2",
    make: schedule(`${NAME}-heartbeat`),
    says: /cannot create the schedule acme-guardduty-findings-heartbeat/,
  },
  {
    what: "a secret that is no JSON",
    region: "us-west-1",
    make: secret("hunter2"),
    props: () => ({ held: applied }),
    says: /cannot use the secret/,
  },
  {
    what: "a secret without the token",
    region: "us-west-2",
    make: secret('{"username":"x"}'),
    props: () => ({ held: applied }),
    says: /it has no token/,
  },
  {
    what: "a replica that is gone",
    region: "ca-central-1",
    props: () => ({ held: applied }),
    says: /in the state and not in AWS/,
  },
  {
    what: "a relay whose certificate has expired",
    region: "us-east-1",
    make: secret(withCa),
    props: () => ({ held: applied, config: relayAt(`https://localhost:${expired.port}/`) }),
    says: /has expired/,
  },
  {
    what: "a relay whose certificate is another host's",
    region: "us-east-1",
    props: () => ({ held: applied, config: relayAt(`https://localhost:${elsewhere.port}/`) }),
    says: /is not trusted/,
  },
  {
    what: "a relay whose certificate ends in ten days",
    region: "us-east-1",
    props: () => ({ held: applied, config: relayAt(`https://localhost:${ending.port}/`) }),
    says: /ends in (9|10) days/,
  },
  {
    what: "a clock that is ten minutes off",
    region: "eu-west-1",
    props: () => ({ now: () => Date.now() + 600_000 }),
    says: /clock is so far off/,
  },
  {
    what: "an apply role that may hand over no role",
    region: "eu-west-1",
    make: roles(ADMINISTRATOR, [ALLOW, { Effect: "Deny", Action: "iam:PassRole", Resource: "*" }]),
    says: /iam:PassRole on arn:aws:iam::222222222222:role/,
  },
  {
    what: "a plan role that reads nothing of queues",
    region: "eu-west-1",
    make: roles(
      ADMINISTRATOR,
      [
        {
          ...ALLOW,
          Action: [
            "guardduty:*",
            "events:*",
            "scheduler:*",
            "lambda:*",
            "logs:*",
            "iam:*",
            "cloudwatch:*",
            "secretsmanager:*",
          ],
        },
      ],
      "orgduty-plan",
    ),
    says: /plan may not do 2 of the actions.*sqs:GetQueueAttributes/,
  },
  {
    what: "trust in GuardDuty taken away after a delegation",
    region: "sa-east-1",
    make: async (region) => {
      await detector(ADMINISTRATOR, region);
      await detector(MANAGEMENT, region);
      await using(guardDuty(MANAGEMENT, region), (client) =>
        client.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: ADMINISTRATOR })),
      );
      await using(inOrganizations(), (client) =>
        client.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: "guardduty.amazonaws.com" })),
      );
    },
    says: /guardduty\.amazonaws\.com is not trusted/,
  },
  {
    what: "findings published more often than the config says",
    region: "us-east-2",
    make: (region) => detector(ADMINISTRATOR, region, "FIFTEEN_MINUTES"),
    props: () => ({
      config: changed({}, { detection: { ...config.detection, findingPublishingFrequency: "SIX_HOURS" } }),
    }),
    says: /publish updates of findings less often/,
  },
  {
    what: "a state bucket in another region",
    region: "eu-west-1",
    make: () =>
      using(new S3Client({ ...as(MANAGEMENT, "eu-west-1"), forcePathStyle: true }), (client) =>
        client.send(
          new CreateBucketCommand({
            Bucket: "states-elsewhere",
            CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
          }),
        ),
      ),
    props: () => ({
      config: changed({ state: { s3: { bucket: "states-elsewhere", region: "us-east-1" } } }),
    }),
    says: /is in another region/,
  },
];

const ODDITIES: readonly Invented[] = [
  {
    what: "a disabled rule that would take findings",
    region: "ap-southeast-2",
    make: rule("off", { source: ["aws.guardduty"] }, "arn:aws:sns:ap-southeast-2:222222222222:x", "DISABLED"),
  },
  {
    what: "a rule without targets",
    region: "ap-southeast-2",
    make: rule("idle", { source: ["aws.guardduty"] }, undefined),
  },
  {
    what: "a rule for GuardDuty's API calls",
    region: "ap-southeast-2",
    make: rule(
      "audit",
      { source: ["aws.guardduty"], "detail-type": ["AWS API Call via CloudTrail"] },
      "arn:aws:sns:ap-southeast-2:222222222222:x",
    ),
  },
  {
    what: "a policy that excepts our roles",
    region: "ap-southeast-2",
    make: controlPolicy({
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: {
        StringNotEquals: { "aws:RequestedRegion": "us-east-1" },
        ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/orgduty-*" },
      },
    }),
    after: detach,
  },
  {
    what: "a log group and a queue whose names only begin alike",
    region: "ap-southeast-2",
    make: async (region) => {
      await queue(`${NAME}-of-last-year`)(region);
      await using(new CloudWatchLogsClient(as(ADMINISTRATOR, region)), (client) =>
        client.send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${NAME}-old` })),
      );
    },
  },
  {
    what: "an apply role that may only what has our names",
    region: "ap-southeast-2",
    make: roles(ADMINISTRATOR, [
      { Effect: "Allow", Action: ["sqs:*"], Resource: "arn:aws:sqs:*:222222222222:acme-*" },
      { Effect: "Allow", Action: ["lambda:*"], Resource: ["arn:aws:lambda:*:222222222222:function:acme-*"] },
      {
        Effect: "Allow",
        Action: [
          "lambda:*EventSourceMapping",
          "lambda:ListTags",
          "lambda:TagResource",
          "logs:DescribeLogGroups",
        ],
        Resource: "*",
      },
      { Effect: "Allow", Action: ["events:*"], Resource: ["arn:aws:events:*:222222222222:rule/acme-*"] },
      {
        Effect: "Allow",
        Action: ["scheduler:*"],
        Resource: ["arn:aws:scheduler:*:222222222222:schedule/*/acme-*"],
      },
      {
        Effect: "Allow",
        Action: ["logs:*"],
        Resource: ["arn:aws:logs:*:222222222222:log-group:/aws/lambda/acme-*"],
      },
      {
        Effect: "Allow",
        Action: ["cloudwatch:*"],
        Resource: ["arn:aws:cloudwatch:*:222222222222:alarm:acme-*"],
      },
      {
        Effect: "Allow",
        Action: ["cloudwatch:DescribeAlarms", "guardduty:*", "iam:CreateServiceLinkedRole"],
        Resource: "*",
      },
      { Effect: "Allow", Action: ["iam:*"], Resource: ["arn:aws:iam::222222222222:role/acme-*"] },
      {
        Effect: "Allow",
        Action: ["secretsmanager:*"],
        Resource: ["arn:aws:secretsmanager:*:222222222222:secret:acme/guardduty/log-relay-??????"],
      },
    ]),
  },
];

describe("Doctor, of what was invented from its page alone", () => {
  beforeAll(async () => {
    aws = await startLocalAws({
      folder: join(folder, "aws"),
      guardDuty: { delays: { firstDelegationMs: 0 } },
    });
    await aws.seed(snapshots.aws!);
    for (const account of [MANAGEMENT, ADMINISTRATOR])
      for (const name of ["orgduty-plan", "orgduty-apply"]) await roles(account, [ALLOW], name)();
    await Promise.all([expired.start(), elsewhere.start(), ending.start()]);
  }, 120_000);

  afterAll(async () => {
    await Promise.all([expired.stop(), elsewhere.stop(), ending.stop()]);
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function said({ region, make, props, after }: Invented): Promise<Line[]> {
    await make?.(region);
    const common = { config: changed({}), snapshots, resources, held: new Map(), doubts: [] };
    const { lines } = await diagnose({ ...common, regions: [region], endpoint: aws.url, ...props?.() });
    await after?.();
    return lines.filter(({ outcome }) => outcome !== "fine");
  }

  it.each(ODDITIES.map((one) => [one.what, one] as const))(
    "says nothing of %s",
    async (_, one) => {
      // The example's relay is nobody's.
      const lines = await said(one);
      expect(lines.filter(({ check }) => check !== "relay")).toEqual([]);
    },
    60_000,
  );

  it.each(PROBLEMS.map((one) => [one.what, one] as const))(
    "names %s",
    async (_, one) => {
      const lines = await said(one);
      const text = lines.map(({ what, evidence }) => `${what} ${evidence}`);
      expect(text.some((line) => one.says!.test(line)) ? [] : text).toEqual([]);
    },
    60_000,
  );
});
