import { ForwarderRole, type ForwarderReach } from "../../modules/forwarder-role/forwarder-role";
import { only, synthConstruct } from "../support/synth-construct";

const reachIn = (region: string): ForwarderReach => ({
  queueArn: `queue-${region}`,
  deadLetterQueueArn: `dead-${region}`,
  logGroupArn: `log-${region}`,
});

function role(...reaches: ForwarderReach[]) {
  return synthConstruct((stack, placement) => {
    new ForwarderRole(stack, "role", { placement, role: { name: "forwarder", arn: "role" }, reaches });
  }, "eu-west-1");
}

type Statement = { Sid: string; Effect: string; Action: string[]; Resource: unknown; Condition?: unknown };

function allowed(...reaches: ForwarderReach[]): Record<string, Statement> {
  const { policy } = only(role(...reaches), "aws_iam_role_policy");
  const { Statement } = JSON.parse(policy as string) as { Statement: Statement[] };
  return Object.fromEntries(Statement.map((statement) => [statement.Sid, statement]));
}

describe("ForwarderRole", () => {
  const plain = allowed(reachIn("1"), reachIn("2"));

  it("is assumed by Lambda only, and its policy is its own", () => {
    const synthesized = role(reachIn("1"));
    const iamRole = only(synthesized, "aws_iam_role");
    expect(iamRole).toMatchObject({ name: "forwarder", description: "Forwarder of GuardDuty findings" });
    expect(JSON.parse(iamRole.assume_role_policy as string).Statement).toEqual([
      {
        Sid: "AssumedByService",
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
      },
    ]);
    expect(only(synthesized, "aws_iam_role_policy")).toMatchObject({
      name: "forward-findings",
      role: expect.stringMatching(/^\$\{aws_iam_role\.role_\w+\.name\}$/),
    });
  });

  it("takes findings off the queues of each region", () => {
    expect(plain["TakeFindings"]).toMatchObject({
      Effect: "Allow",
      Action: [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
      ],
      Resource: ["queue-1", "queue-2"],
    });
  });

  it("puts messages into the dead-letter queues only", () => {
    expect(plain["PutDeadLetters"]).toMatchObject({
      Action: ["sqs:SendMessage"],
      Resource: ["dead-1", "dead-2"],
    });
  });

  it("writes to its log groups and creates none: it would come back without retention after teardown", () => {
    expect(plain["WriteLogs"]).toMatchObject({
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: ["log-1:*", "log-2:*"],
    });
    expect(JSON.stringify(plain)).not.toContain("CreateLogGroup");
  });

  it("reads the secret and uses the key, where there are any", () => {
    expect(Object.keys(plain)).toEqual(["TakeFindings", "PutDeadLetters", "WriteLogs"]);
    const more = { secretArn: "secret", kmsKeyArn: "key" };
    const full = allowed({ ...reachIn("1"), ...more }, { ...reachIn("2"), ...more });
    expect(full["ReadRelaySecret"]).toMatchObject({
      Action: ["secretsmanager:GetSecretValue"],
      Resource: ["secret"],
    });
    expect(full["UseQueueKey"]).toMatchObject({
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: ["key"],
    });
  });

  it("attaches the function to a VPC, which the function's own code may not do", () => {
    const { ManageNetworkInterfaces, FindNetworkInterfaces, NotFromTheFunctionsCode } = allowed({
      ...reachIn("1"),
      network: { functionArn: "function", resourceArn: "interfaces" },
    });
    const manage = [
      "ec2:AssignPrivateIpAddresses",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:UnassignPrivateIpAddresses",
    ];
    const find = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"];
    expect(ManageNetworkInterfaces).toMatchObject({
      Effect: "Allow",
      Action: manage,
      Resource: ["interfaces"],
    });
    expect(FindNetworkInterfaces).toMatchObject({ Effect: "Allow", Action: find, Resource: "*" });
    expect(NotFromTheFunctionsCode).toMatchObject({
      Effect: "Deny",
      Action: [...manage, ...find],
      Resource: "*",
      Condition: { ArnEquals: { "lambda:SourceFunctionArn": ["function"] } },
    });
  });

  it("names regions by a pattern where IAM would not take them one by one, and nothing else", () => {
    const full = (region: string): ForwarderReach => ({
      queueArn: `arn:aws:sqs:${region}:222222222222:findings`,
      deadLetterQueueArn: `arn:aws:sqs:${region}:222222222222:findings-dead`,
      logGroupArn: `arn:aws:logs:${region}:222222222222:log-group:findings`,
      secretArn: `arn:aws:secretsmanager:${region}:222222222222:secret:${"s".repeat(600)}-??????`,
      kmsKeyArn: `arn:aws:kms:${region}:222222222222:key/mrk-1`,
      network: {
        functionArn: `arn:aws:lambda:${region}:222222222222:function:findings`,
        resourceArn: `arn:aws:ec2:${region}:*:*/*`,
      },
    });
    const few = allowed(full("eu-west-1"), full("us-east-1"));
    expect(JSON.stringify(few)).not.toContain(":*:222222222222:");
    const many = allowed(...Array.from({ length: 14 }, (_, n) => full(`eu-west-${n}`)));
    expect(many["TakeFindings"]!.Resource).toEqual(["arn:aws:sqs:*:222222222222:findings"]);
    expect(many["PutDeadLetters"]!.Resource).toEqual(["arn:aws:sqs:*:222222222222:findings-dead"]);
    expect(many["WriteLogs"]!.Resource).toEqual(["arn:aws:logs:*:222222222222:log-group:findings:*"]);
    expect(many["UseQueueKey"]!.Resource).toEqual(["arn:aws:kms:*:222222222222:key/mrk-1"]);
    expect(many["ManageNetworkInterfaces"]!.Resource).toHaveLength(14);
    expect(many["NotFromTheFunctionsCode"]!.Condition).toEqual({
      ArnEquals: { "lambda:SourceFunctionArn": ["arn:aws:lambda:*:222222222222:function:findings"] },
    });
  });

  it("rejects a policy that IAM would refuse", () => {
    expect(() => role({ ...reachIn("1"), secretArn: "s".repeat(10_240) })).toThrow(
      /^role forwarder: \d{5} characters of all inline policies of a role, AWS takes 10240/,
    );
  });

  it("lives in the account, and in no region", () => {
    for (const type of ["aws_iam_role", "aws_iam_role_policy"]) {
      const resource = only(role(reachIn("1")), type);
      expect(resource.provider).toBe("aws.here");
      expect(resource).not.toHaveProperty("region");
    }
  });
});
