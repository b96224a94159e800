import {
  AttachPolicyCommand,
  CreateAccountCommand,
  CreatePolicyCommand,
  DisableAWSServiceAccessCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  OrganizationsClient,
  type PolicyType,
} from "@aws-sdk/client-organizations";
import { IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { EnableOrganizationAdminAccountCommand, GuardDutyClient } from "@aws-sdk/client-guardduty";
import { as, using, type SeededProblem, type World } from "./problem";

/** The state bucket of the messy organization. */
export const BUCKET = "acme-states";

const inOrganizations = (world: World) =>
  new OrganizationsClient(as(world, world.organization.managementAccountId, "us-east-1"));

async function attach(world: World, type: PolicyType, content: object, target?: string): Promise<void> {
  await using(inOrganizations(world), async (client) => {
    const { Roots } = await client.send(new ListRootsCommand({}));
    const RootId = Roots![0]!.Id!;
    if (type === "SERVICE_CONTROL_POLICY")
      await client.send(new EnablePolicyTypeCommand({ RootId, PolicyType: type }));
    const policy = {
      Name: `${type}-of-last-year`,
      Description: "seeded",
      Type: type,
      Content: JSON.stringify(content),
    };
    const { Policy } = await client.send(new CreatePolicyCommand(policy));
    await client.send(
      new AttachPolicyCommand({ PolicyId: Policy!.PolicySummary!.Id, TargetId: target ?? RootId }),
    );
  });
}

const DENY_SYDNEY = {
  Version: "2012-10-17",
  Statement: [
    {
      ...{ Sid: "NotHere", Effect: "Deny", Action: "*", Resource: "*" },
      Condition: { StringEquals: { "aws:RequestedRegion": "ap-southeast-2" } },
    },
  ],
};

/** What an organization has of its own. */
export const ORGANIZATION_PROBLEMS: readonly SeededProblem[] = [
  {
    what: "EBS malware protection's trusted access missing",
    ...{ check: "trusted-access", outcome: "blocker" },
    names: /malware-protection\.guardduty\.amazonaws\.com is not trusted/,
    make: (world) =>
      using(inOrganizations(world), (client) =>
        client.send(
          new DisableAWSServiceAccessCommand({
            ServicePrincipal: "malware-protection.guardduty.amazonaws.com",
          }),
        ),
      ),
  },
  {
    what: "a GuardDuty policy attached to the root",
    ...{ check: "guardduty-policies", outcome: "warning" },
    names: /managed by policy: "GUARDDUTY_POLICY-of-last-year"/,
    make: (world) => attach(world, "GUARDDUTY_POLICY", { guardduty: {} }),
  },
  {
    what: "a service control policy that denies a region",
    ...{ check: "service-control-policies", outcome: "blocker", region: "ap-southeast-2" },
    names: /"SERVICE_CONTROL_POLICY-of-last-year"/,
    make: (world) => attach(world, "SERVICE_CONTROL_POLICY", DENY_SYDNEY),
  },
  {
    what: "an account created after the snapshot was taken",
    ...{ check: "organization", outcome: "warning" },
    names: /Newcomer/,
    make: (world) =>
      using(inOrganizations(world), (client) =>
        client.send(
          new CreateAccountCommand({ AccountName: "Newcomer", Email: "aws+newcomer@acme.example" }),
        ),
      ),
  },
  {
    what: "a state bucket without versions",
    ...{ check: "state", outcome: "warning" },
    names: /keeps no versions/,
    make: (world) =>
      using(
        new S3Client({
          ...as(world, world.organization.managementAccountId, "us-east-1"),
          forcePathStyle: true,
        }),
        (client) => client.send(new CreateBucketCommand({ Bucket: BUCKET })),
      ),
  },
  {
    what: "the same bucket open to a public policy",
    ...{ check: "state", outcome: "warning" },
    names: /may be made public/,
    make: () => Promise.resolve(),
  },
  {
    what: "the same bucket without default encryption",
    ...{ check: "state", outcome: "warning" },
    names: /has no default encryption/,
    make: () => Promise.resolve(),
  },
  {
    what: "an apply role that may not make queues",
    ...{ check: "permissions", outcome: "blocker" },
    names: /apply may not do 1 of the actions.*sqs:CreateQueue on arn:aws:sqs:/,
    make: (world) => {
      const Statement = [{ Effect: "Deny", Action: "sqs:CreateQueue", Resource: "*" }];
      const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
      return using(
        new IAMClient(as(world, world.organization.administratorAccountId, "us-east-1")),
        (client) =>
          client.send(
            new PutRolePolicyCommand({ RoleName: "orgduty-apply", PolicyName: "less", PolicyDocument }),
          ),
      );
    },
  },
];

/** In China's organization, because a second administrator is refused where ours is. */
export const CHINA_PROBLEMS: readonly SeededProblem[] = [
  {
    what: "another account delegated as administrator",
    ...{ check: "administrator", outcome: "blocker", region: "cn-north-1" },
    names:
      /another account is GuardDuty's administrator.*777777777777|another account is GuardDuty's administrator/,
    make: (world) => {
      const { managementAccountId, administratorAccountId } = world.organization;
      const other = world.snapshot.accounts.find(
        ({ id, state }) => state === "ACTIVE" && ![managementAccountId, administratorAccountId].includes(id),
      )!;
      return using(new GuardDutyClient(as(world, managementAccountId, "cn-north-1")), (client) =>
        client.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: other.id })),
      );
    },
  },
  {
    what: "more concurrency reserved than Lambda has to give",
    ...{ check: "quotas", outcome: "blocker", region: "cn-north-1" },
    names: /reservedConcurrency 950 does not fit/,
    make: () => Promise.resolve(),
  },
  {
    what: "a relay that nothing listens at",
    ...{ check: "relay", outcome: "warning" },
    names: /does not answer from here.*ECONNREFUSED/,
    make: () => Promise.resolve(),
  },
];
