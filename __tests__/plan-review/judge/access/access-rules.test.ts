import { against, TAGGED } from "../../against";
import { type World } from "../../case-world";
import { add, after, editPolicy } from "../../edit-plan";

/** A bucket and its objects: whoever lists a bucket learns its keys. */
const BOTH = ["arn:aws:s3:::archive", "arn:aws:s3:::archive/*"];

describe("A role's policy", () => {
  const allowing = (action: string, resource: string) => (world: World) =>
    editPolicy(after(world, "foundation-aws", "aws_iam_role_policy", "forwarder-role"), (statements) =>
      statements.push({ Sid: "More", Effect: "Allow", Action: action, Resource: resource }),
    );

  it.each([
    ...["cloudwatch:PutMetricData", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups"],
    ...["ec2:DescribeSubnets", "ec2:DescribeVpcs", "guardduty:CreateDetector", "guardduty:ListDetectors"],
    ...["kms:ListAliases", "organizations:DescribeOrganization", "organizations:ListAccounts"],
    ...["sts:GetCallerIdentity", "xray:PutTelemetryRecords", "xray:PutTraceSegments"],
  ])("may allow on everything, as it takes no resource: %s", (action) => {
    expect(against("OD-031", allowing(action, "*"))).toEqual([]);
  });

  it.each([
    ...["ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface"],
    ...["ec2:DeleteNetworkInterface", "ec2:UnassignPrivateIpAddresses"],
  ])("may allow on what Lambda will make in a region: %s", (action) => {
    expect(against("OD-031", allowing(action, "arn:aws-cn:ec2:cn-north-1:*:*/*"))).toEqual([]);
    for (const resource of ["arn:aws:ec2:*:*:*/*", "arn:aws:s3:us-east-1:*:*", "*"])
      expect(against("OD-031", allowing(action, resource))).toHaveLength(1);
  });

  it.each(["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"])(
    "is judged wherever it is: %s",
    (type) => {
      const policy = JSON.stringify({ Statement: { Effect: "Allow", Action: "sqs:*", Resource: "a" } });
      const evidence = against("OD-030", (world) =>
        add(world, "us-east-1", type, "wide", { policy, ...TAGGED }),
      );
      expect(evidence).toEqual([`${type}.wide: the statement on sqs:* allows sqs:*`]);
    },
  );

  it.each(["role_", "user_", "group_", ""])(
    "is not attached from elsewhere: aws_iam_%spolicy_attachment",
    (whom) => {
      const type = `aws_iam_${whom}policy_attachment`;
      const evidence = against("OD-033", (world) => {
        const policy = JSON.stringify({ Statement: [] });
        add(world, "us-east-1", "aws_iam_policy", "another", { policy, arn: "c", ...TAGGED });
        add(world, "us-east-2", "aws_iam_policy", "same", { policy, arn: "b", ...TAGGED });
        add(world, "us-east-1", type, "a", { policy_arn: "b" });
      });
      expect(evidence).toEqual([`${type}.a: attaches b, whose text is in no plan`]);
    },
  );
});

describe("A bucket", () => {
  const BLOCKS = [
    "block_public_acls",
    "block_public_policy",
    "ignore_public_acls",
    "restrict_public_buckets",
  ];
  const closed = Object.fromEntries(BLOCKS.map((setting) => [setting, true]));
  const bucket = (world: World, block: object) => {
    add(world, "us-east-1", "aws_s3_bucket", "archive", { bucket: "archive", ...TAGGED });
    add(world, "us-east-1", "aws_s3_bucket_public_access_block", "archive", { bucket: "archive", ...block });
  };

  it.each(BLOCKS)("is open without %s", (setting) => {
    for (const value of [false, undefined, "true"]) {
      const evidence = against("OD-035", (world) => bucket(world, { ...closed, [setting]: value }));
      expect(evidence).toEqual([`aws_s3_bucket.archive: ${setting} is not true`]);
    }
  });

  it("is open with settings that are another bucket's", () => {
    const other = (world: World) => bucket(world, { ...closed, bucket: "another" });
    expect(against("OD-035", other)).toEqual(["aws_s3_bucket.archive: has no public access block"]);
  });

  it.each([
    ["an Allow", { Effect: "Allow" }, 1],
    ["a Deny for one account", { Principal: { AWS: "111111111111" } }, 1],
    ["a Deny of reading alone", { Action: "s3:GetObject" }, 1],
    ["a Deny of TLS", { Condition: { Bool: { "aws:SecureTransport": "true" } } }, 1],
    ["a Deny on something else", { Condition: { Bool: { "aws:ViaAWSService": "false" } } }, 1],
    ["a Deny of everything there is", { Action: "*" }, 0],
    ["a Deny of all of S3", {}, 0],
    ["a Deny of all but what nobody asks for", { Action: undefined, NotAction: "s3:GetBucketLocation" }, 0],
    ["a Deny on objects alone", { Resource: "arn:aws:s3:::archive/*" }, 1],
    ["a Deny on the bucket alone", { Resource: "arn:aws:s3:::archive" }, 1],
    ["a Deny on another bucket", { Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }, 1],
    ["a Deny of reading alone", { Action: ["s3:GetObject", "s3:ListBucket"] }, 1],
    [
      "a Deny that a second condition narrows",
      {
        Condition: { Bool: { "aws:SecureTransport": "false" }, IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
      },
      1,
    ],
  ])("with %s has %j against plain HTTP: %s problems", (_, statement, problems) => {
    const evidence = against("OD-036", (world) => {
      bucket(world, closed);
      const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: BOTH };
      const tls = { Condition: { Bool: { "aws:SecureTransport": "false" } } };
      const policy = JSON.stringify({ Statement: [{ ...deny, ...tls, ...statement }] });
      add(world, "us-east-1", "aws_s3_bucket_policy", "archive", { bucket: "archive", policy });
    });
    expect(evidence).toHaveLength(problems);
  });
});

describe("A bucket beside one that refuses plain HTTP", () => {
  const TLS_ONLY = JSON.stringify({
    Statement: {
      ...{ Effect: "Deny", Principal: "*", Action: "s3:*" },
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  });

  it.each([
    ["of the same stack", "us-east-1", "another"],
    ["of the same name in another stack", "us-east-2", "archive"],
  ])("has to refuse it itself: %s", (_, stack, name) => {
    const evidence = against("OD-036", (world) => {
      add(world, "us-east-1", "aws_s3_bucket", "archive", { bucket: "archive", ...TAGGED });
      add(world, stack, "aws_s3_bucket_policy", "other", { bucket: name, policy: TLS_ONLY });
    });
    expect(evidence).toEqual(["aws_s3_bucket.archive: its policy has no Deny on aws:SecureTransport false"]);
  });
});

describe("A secret", () => {
  it.each([
    ["aws_secretsmanager_secret_version", { secret_string: "x" }, 1],
    ["aws_secretsmanager_secret_version", { secret_binary: "x" }, 1],
    ["aws_secretsmanager_secret_version", { secret_id: "x" }, 0],
    ["aws_ssm_parameter", { value: "x", type: "SecureString" }, 1],
    ["aws_ssm_parameter", { value: "x", type: "String" }, 0],
    ["aws_ssm_parameter", { type: "SecureString" }, 0],
    ["aws_iam_access_key", { user: "x" }, 1],
    ["random_password", { length: 32 }, 1],
    ["tls_private_key", { algorithm: "RSA" }, 1],
  ])("in the state of %s with %j: %s problems", (type, values, problems) => {
    const evidence = against("OD-034", (world) => add(world, "us-east-1", type, "a", values));
    expect(evidence).toEqual(Array(problems).fill(`: ${type}.a keeps a secret in the state`));
  });
});

describe("A permission for everybody", () => {
  it.each(["aws_lambda_permission", "aws_cloudwatch_event_permission"])("is told: %s", (type) => {
    const problems = (values: object) =>
      against("OD-032", (world) => add(world, "us-east-1", type, "a", { principal: "*", ...values })).length;
    expect(problems({})).toBe(1);
    expect(problems({ principal: "222222222222" })).toBe(0);
    expect(problems({ source_arn: "a" })).toBe(0);
    expect(problems({ source_account: "a" })).toBe(0);
    expect(problems({ principal_org_id: "a" })).toBe(0);
    expect(problems({ condition: [{ key: "aws:PrincipalOrgID" }] })).toBe(0);
    expect(problems({ condition: [] })).toBe(1);
  });
});

describe("A key", () => {
  it.each([
    [{ enable_key_rotation: true }, 0],
    [{ enable_key_rotation: false }, 1],
    [{ enable_key_rotation: false, customer_master_key_spec: "SYMMETRIC_DEFAULT" }, 1],
    [{ enable_key_rotation: false, customer_master_key_spec: "RSA_2048" }, 0],
  ])("with %j is never rotated, though it could be: %s problems", (values, problems) => {
    const key = (world: World) => add(world, "us-east-1", "aws_kms_key", "a", { ...values, ...TAGGED });
    expect(against("OD-037", key)).toHaveLength(problems);
  });
});

describe("A queue's policy", () => {
  it.each([
    [{ Principal: { AWS: ["arn:aws:iam::222222222222:root", "*"] } }, 1],
    [{ Principal: { AWS: "arn:aws:iam::222222222222:root" } }, 0],
    [{ Condition: { ArnLike: { "aws:SourceArn": ["arn:aws:events:::rule/a", "*"] } } }, 1],
    [{ Condition: { ArnLike: { "aws:SourceArn": "**" } } }, 1],
    [{ Condition: { ArnLike: { "aws:SourceArn": "arn:aws:events:*:222222222222:rule/*" } } }, 0],
    [{ Condition: { StringEquals: {} } }, 1],
    [
      { Condition: { Bool: { "AWS:SecureTransport": "true" }, StringEquals: { "aws:SourceAccount": "1" } } },
      0,
    ],
    [{ Effect: "Deny" }, 0],
  ])("with %j allows everybody: %s problems", (statement, problems) => {
    const open = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "a" };
    const policy = JSON.stringify({ Statement: [{ ...open, ...statement }] });
    const evidence = against("OD-032", (world) =>
      add(world, "us-east-1", "aws_sqs_queue_policy", "a", { policy }),
    );
    expect(evidence).toHaveLength(problems);
  });
});
