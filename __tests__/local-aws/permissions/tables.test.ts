import type { Asked } from "../../../local-aws/permissions/asked";
import { demandsOf } from "../../../local-aws/permissions/demand";
import { rowsOf } from "../../../local-aws/permissions/tables/table";
import { TABLES } from "../../../local-aws/permissions/tables/tables";
import { ACTIONS } from "../../../doctor/needed/actions";
import { OWN_CALLS } from "../../../doctor/needed/own-calls";
import { hasForm, referenceAction } from "../../support/iam-data";
import { ARNS, asking, FACTS } from "./asking";

const ROWS = Object.entries(TABLES).flatMap(([service, table]) =>
  rowsOf(service, table).map((row) => ({ ...row, service })),
);

/** What every request of these tests carries: something for each parameter that a table reads. */
const EVERYTHING: Readonly<Record<string, unknown>> = {
  ...{ DetectorId: "a".repeat(32), FilterName: "f", IpSetId: "1", ThreatIntelSetId: "1", DestinationId: "1" },
  ...{
    TrustedEntitySetId: "1",
    ThreatEntitySetId: "1",
    MalwareProtectionPlanId: "1",
    AccountId: "222222222222",
  },
  ...{
    QueueUrl: "http://localhost/222222222222/findings",
    FunctionName: "forwarder",
    UUID: "1-2",
    RoleName: "r",
  },
  ...{ LogGroupName: "/aws/lambda/forwarder", LogStreamName: "s", AlarmName: "a", PolicyArn: ARNS.policy },
  ...{
    SecretId: "relay",
    KeyId: "1",
    Bucket: "b",
    Key: "k",
    ParentId: "ou-abcd-12345678",
    PolicyId: "p-12345678",
  },
  ...{ OrganizationalUnitId: "ou-abcd-12345678", RoleArn: ARNS.role, SourceArn: ARNS.sqs, UserName: "u" },
};
/** What one operation calls otherwise, and what is tagged. */
const named: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  events: { Name: "n", Rule: "r", ResourceARN: ARNS.events },
  scheduler: { Name: "n", GroupName: "g" },
  guardduty: { ResourceArn: ARNS.guardduty },
  lambda: { Resource: ARNS.lambda },
  logs: { ResourceArn: ARNS.logs },
  cloudwatch: { ResourceARN: ARNS.cloudwatch },
};
const asked = (service: string, operation: string): Asked =>
  asking(service, operation, { ...EVERYTHING, ...named[service] });

describe("The tables of what requests need, against AWS's service authorization reference", () => {
  it.each(Object.keys(TABLES))("name actions and resources that AWS has: %s", async (service) => {
    const wrong: string[] = [];
    for (const { operation, action, type } of ROWS.filter((row) => row.service === service)) {
      const reference = await referenceAction(action);
      if (!reference) wrong.push(`AWS has no ${action}`);
      else if (type === undefined && reference.arns.length > 0) wrong.push(`${action} has resources`);
      else if (type !== undefined) {
        const arn = (await demandsOf(asked(service, operation), FACTS))[0]?.resource;
        if (!arn || !reference.arns.some((form) => hasForm(arn, form))) wrong.push(`${operation}: ${arn}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("have condition keys that AWS has, for one of the service's actions", async () => {
    const wrong: string[] = [];
    for (const service of Object.keys(TABLES)) {
      const rows = ROWS.filter((row) => row.service === service);
      const references = await Promise.all(rows.map(({ action }) => referenceAction(action)));
      const known = new Set(references.flatMap((one) => one?.keys ?? []).map((key) => key.toLowerCase()));
      const besides = ["iam:passedtoservice", "iam:associatedresourcearn"];
      for (const { operation } of rows) {
        const { context } = (await demandsOf(asked(service, operation), FACTS))[0]!;
        wrong.push(...Object.keys(context).filter((key) => !known.has(key) && !besides.includes(key)));
      }
    }
    expect([...new Set(wrong)]).toEqual([]);
  });

  it("have every action that the printed policies have", () => {
    const has = new Set(ROWS.map(({ action }) => action));
    const needed = [
      ...Object.values(ACTIONS).flatMap(({ reads, writes, changes = [] }) => [
        ...reads,
        ...writes,
        ...changes,
      ]),
      ...OWN_CALLS.flatMap(({ actions }) => actions),
    ];
    expect([...new Set(needed)].filter((action) => !has.has(action))).toEqual([]);
  });

  it("name no operation twice", () => {
    const names = ROWS.map(({ service, operation }) => `${service}:${operation}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe("What requests need", () => {
  const actions = async (one: Asked) => (await demandsOf(one, FACTS)).map(({ action }) => action);

  it("is nothing for those that need no permission", async () => {
    expect(await actions(asking("sts", "GetCallerIdentity", {}))).toEqual([]);
  });

  it("is an action without a known resource for an operation of no table", async () => {
    expect(await demandsOf(asking("sqs", "AddPermission", {}), FACTS)).toEqual([
      { action: "sqs:AddPermission", resource: undefined, context: {} },
    ]);
  });

  it("is eight actions of Organizations for a delegation", async () => {
    const demands = await demandsOf(
      asking("guardduty", "EnableOrganizationAdminAccount", { AdminAccountId: "222222222222" }),
      FACTS,
    );
    const [own, ...besides] = demands.map(({ action }) => action);
    expect(own).toBe("guardduty:EnableOrganizationAdminAccount");
    expect(besides.sort()).toEqual(
      [
        ...[
          "DescribeAccount",
          "DescribeOrganization",
          "DescribeOrganizationalUnit",
          "EnableAWSServiceAccess",
        ],
        ...["ListAWSServiceAccessForOrganization", "ListAccounts", "ListDelegatedAdministrators"],
        "RegisterDelegatedAdministrator",
      ].map((name) => `organizations:${name}`),
    );
    for (const { action, resource, context } of demands.slice(1)) {
      const { arns } = (await referenceAction(action))!;
      expect(arns.length === 0 ? resource === "*" : arns.some((form) => hasForm(resource!, form))).toBe(true);
      expect(context["organizations:serviceprincipal"]).toBe("guardduty.amazonaws.com");
    }
  });

  it("is GuardDuty's role for an account's first detector, and only for that", async () => {
    const create = asking("guardduty", "CreateDetector", { Tags: { owner: "security" } });
    expect(await actions(create)).toEqual([
      ...["guardduty:CreateDetector", "iam:CreateServiceLinkedRole", "guardduty:TagResource"],
    ]);
    const facts = { ...FACTS, hasServiceLinkedRole: () => Promise.resolve(true) };
    expect((await demandsOf(create, facts)).map(({ action }) => action)).not.toContain(
      "iam:CreateServiceLinkedRole",
    );
  });

  it.each<[string, string, Record<string, unknown>, string[]]>([
    ["lambda", "CreateFunction", { FunctionName: "f", Role: ARNS.role }, ["lambda.amazonaws.com"]],
    ["events", "PutTargets", { Rule: "r", Targets: [{ Arn: ARNS.sqs }] }, []],
    ["events", "PutTargets", { Rule: "r", Targets: [{ RoleArn: ARNS.role }] }, ["events.amazonaws.com"]],
    [
      "scheduler",
      "CreateSchedule",
      { Name: "n", Target: { RoleArn: ARNS.role } },
      ["scheduler.amazonaws.com"],
    ],
  ])("is iam:PassRole for a role in %s:%s", async (service, operation, parameters, handed) => {
    const demands = await demandsOf(asking(service, operation, parameters), FACTS);
    const passes = demands.filter(({ action }) => action === "iam:PassRole");
    expect(passes.map(({ context }) => context["iam:passedtoservice"])).toEqual(handed);
    for (const { resource } of passes) expect(resource).toBe(ARNS.role);
  });

  it("is the tagging of what is made with tags, on what is made", async () => {
    const made: [string, string, Record<string, unknown>][] = [
      ["sqs", "CreateQueue", { QueueName: "q", Tags: { a: "b" } }],
      ["sqs", "CreateQueue", { QueueName: "q" }],
      [
        "iam",
        "CreateRole",
        { RoleName: "r", Path: "/x/", "Tags.member.1.Key": "a", "Tags.member.1.Value": "b" },
      ],
      ["events", "PutRule", { Name: "r", Tags: [{ Key: "a", Value: "b" }] }],
      ["logs", "CreateLogGroup", { LogGroupName: "g", Tags: { a: "b" } }],
    ];
    const tags = await Promise.all(
      made.map(async ([service, operation, parameters]) =>
        (await demandsOf(asking(service, operation, parameters), FACTS))
          .slice(1)
          .map(({ action, resource }) => `${action} ${resource}`),
      ),
    );
    expect(tags).toEqual([
      ["sqs:TagQueue arn:aws:sqs:us-east-1:222222222222:q"],
      [],
      ["iam:TagRole arn:aws:iam::222222222222:role/x/r"],
      ["events:TagResource arn:aws:events:us-east-1:222222222222:rule/r"],
      ["logs:TagResource arn:aws:logs:us-east-1:222222222222:log-group:g"],
    ]);
  });

  it("is replication for a secret with replicas, and a look at the VPC for a function in one", async () => {
    const replicas = { Name: "relay", AddReplicaRegions: [{ Region: "us-east-2" }] };
    expect(await actions(asking("secretsmanager", "CreateSecret", replicas))).toEqual([
      ...["secretsmanager:CreateSecret", "secretsmanager:ReplicateSecretToRegions"],
    ]);
    const inVpc = { FunctionName: "f", VpcConfig: { SubnetIds: ["subnet-1"] } };
    expect(await actions(asking("lambda", "CreateFunction", inVpc))).toEqual([
      ...["lambda:CreateFunction", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
    ]);
  });

  it("carries the function that an event source mapping feeds", async () => {
    const [demand] = await demandsOf(asking("lambda", "DeleteEventSourceMapping", { UUID: "1-2" }), FACTS);
    expect(demand!.context["lambda:functionarn"]).toBe(ARNS.lambda);
  });
});
