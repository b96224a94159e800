import { ENVIRONMENT } from "../../lambda-src/finding-forwarder/environment";
import { acme, synthesize, type Resource } from "../support/fleet";
import { acmeWith } from "../support/forwarding-fleets";
import { list, ofType, statementsOf } from "../support/policies";

const { config } = acme();
const fleet = synthesize(acme());

function stackOf(stacks: typeof fleet, name: string): (typeof fleet)[number] {
  return stacks.find((stack) => stack.name === name)!;
}

function rolePolicy(stack: (typeof fleet)[number], sid: string): readonly string[] {
  const [policy] = ofType(stack, "aws_iam_role_policy");
  return list(statementsOf(policy!.policy).find(({ Sid }) => Sid === sid)?.Resource);
}

function relayOf(lambda: Resource): Record<string, string> {
  const { variables } = lambda.environment as { variables: Record<string, string> };
  return JSON.parse(variables[ENVIRONMENT.logRelay]!) as Record<string, string>;
}

describe("forwarding in each region", () => {
  const aws = config.regions.filter((region) => region !== "cn-north-1");

  it("has a rule, a schedule of heartbeats, three queues, a function and nine alarms in each region", () => {
    for (const region of config.regions) {
      const stack = stackOf(fleet, region);
      const counts = [
        "aws_cloudwatch_event_rule",
        "aws_scheduler_schedule",
        "aws_sqs_queue",
        "aws_lambda_function",
        "aws_cloudwatch_metric_alarm",
      ].map((type) => ofType(stack, type).length);
      expect([region, ...counts]).toEqual([region, 1, 1, 3, 1, 9]);
    }
  });

  it("keeps logs three days", () => {
    for (const region of config.regions)
      expect(ofType(stackOf(fleet, region), "aws_cloudwatch_log_group")).toEqual([
        expect.objectContaining({ retention_in_days: 3, name: "/aws/lambda/acme-guardduty-findings" }),
      ]);
  });

  it("works with one role a partition, which names the queues of its regions and no others", () => {
    expect(rolePolicy(stackOf(fleet, "foundation-aws"), "TakeFindings")).toEqual(
      aws.map((region) => `arn:aws:sqs:${region}:222222222222:acme-guardduty-findings`),
    );
    expect(rolePolicy(stackOf(fleet, "foundation-aws-cn"), "TakeFindings")).toEqual([
      "arn:aws-cn:sqs:cn-north-1:666666666666:acme-guardduty-findings",
    ]);
  });

  it("has the relay's secret in the home region, with a replica in every other", () => {
    const [secret] = ofType(stackOf(fleet, "foundation-aws"), "aws_secretsmanager_secret");
    expect(secret).toMatchObject({
      name: "acme/guardduty/log-relay",
      replica: aws.filter((region) => region !== "us-east-1").map((region) => ({ region })),
    });
    expect(rolePolicy(stackOf(fleet, "foundation-aws"), "ReadRelaySecret")).toContain(
      "arn:aws:secretsmanager:eu-west-1:222222222222:secret:acme/guardduty/log-relay-??????",
    );
  });

  it("sends China's findings to a relay of its own, from x86_64", () => {
    const [chinese] = ofType(stackOf(fleet, "cn-north-1"), "aws_lambda_function");
    const [american] = ofType(stackOf(fleet, "us-east-1"), "aws_lambda_function");
    expect([chinese?.architectures, relayOf(chinese!).host]).toEqual([
      ["x86_64"],
      "log-relay.acme.example.cn",
    ]);
    expect([american?.architectures, relayOf(american!).url]).toEqual([
      ["arm64"],
      "https://log-relay.acme.example/guardduty",
    ]);
    expect(relayOf(american!)).not.toHaveProperty("secretName");
  });

  it("fits IAM's limit with all 14 regions, the longest name and a VPC everywhere", () => {
    const vpc = {
      subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
      securityGroupIds: ["sg-0123456789abcdef0"],
    };
    const project = acmeWith(aws, { vpc: Object.fromEntries(aws.map((region) => [region, vpc])) });
    const named = { ...project, config: { ...project.config, name: "a".repeat(32) } };
    expect(() => synthesize(named)).not.toThrow();
  });

  it("creates no secret for a relay that needs none, and lets nobody read one", () => {
    const { secretName: _, ...logRelay } = config.organizations.aws!.forwarding!.logRelay;
    const foundation = stackOf(synthesize(acmeWith(["us-east-1"], { logRelay })), "foundation-aws");
    expect(foundation.resource).not.toHaveProperty("aws_secretsmanager_secret");
    expect(rolePolicy(foundation, "ReadRelaySecret")).toEqual([]);
  });

  it("places the function in the subnets of the region, which may belong to another account", () => {
    const vpc = { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] };
    const stacks = synthesize(acmeWith(["us-east-1", "eu-west-1"], { vpc: { "eu-west-1": vpc } }));
    expect(ofType(stackOf(stacks, "eu-west-1"), "aws_lambda_function")[0]).toMatchObject({
      vpc_config: { subnet_ids: vpc.subnetIds, security_group_ids: vpc.securityGroupIds },
    });
    expect(ofType(stackOf(stacks, "us-east-1"), "aws_lambda_function")[0]).not.toHaveProperty("vpc_config");
    expect(rolePolicy(stackOf(stacks, "foundation-aws"), "ManageNetworkInterfaces")).toEqual([
      "arn:aws:ec2:eu-west-1:*:*/*",
    ]);
  });

  it("plans nothing of it without forwarding", () => {
    const project = acmeWith(["us-east-1"], {});
    const { forwarding: _, ...organization } = project.config.organizations.aws!;
    const stacks = synthesize({
      ...project,
      config: { ...project.config, organizations: { aws: organization } },
    });
    for (const { resource } of stacks)
      expect(Object.keys(resource).filter((type) => !type.startsWith("aws_guardduty_"))).toEqual([]);
  });
});
