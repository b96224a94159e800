import { caseWorld, judgeWorld, unmet, type World } from "./case-world";
import { add, after, editPolicy, expressionsOf } from "./edit-plan";
import { liveWorld } from "./seeded-mistakes/table";

const TAGGED = { tags_all: { owner: "tests" } };

/** Evidence against a rule, in a good world with an edit. */
function against(rule: string, edit: (world: World) => void): string[] {
  const world = liveWorld("first-day");
  edit(world);
  const report = unmet(world).find(({ id }) => id === rule);
  return (report?.evidence ?? []).map(({ address, detail }) => `${address}: ${detail}`);
}

/** A resource that goes away. */
function going(world: World, type: string, name: string, actions: string[]): void {
  add(world, "us-east-1", type, name, {});
  const { change } = world.plans["us-east-1"]!.resource_changes.at(-1)!;
  Object.assign(change, { actions, before: { name: "X" }, after: null });
}

describe("Nothing protected", () => {
  it.each([
    "aws_guardduty_detector",
    "aws_guardduty_organization_admin_account",
    "aws_guardduty_organization_configuration",
    "aws_guardduty_publishing_destination",
    "aws_kms_key",
    "aws_s3_bucket",
    "aws_sqs_queue",
  ])("is destroyed: %s", (type) => {
    const evidence = against("OD-001", (world) => going(world, type, "gone", ["delete"]));
    expect(evidence).toEqual([`${type}.gone: is destroyed`]);
  });

  it("is replaced on request, or destroyed with a reason, that Terraform does not tell in words", () => {
    const reasons = (reason: string | undefined, actions: string[]) =>
      against("OD-001", (world) => {
        going(world, "aws_sqs_queue", "gone", actions);
        Object.assign(world.plans["us-east-1"]!.resource_changes.at(-1)!, { action_reason: reason });
      })[0];
    expect(reasons("replace_by_request", ["delete", "create"])).toMatch("forced by replace_by_request");
    expect(reasons(undefined, ["delete", "create"])).toMatch("forced by a request");
    expect(reasons("delete_because_no_module", ["delete"])).toMatch("destroyed (delete_because_no_module)");
  });
});

describe("A protection plan that is only forgotten", () => {
  it.each([
    "aws_guardduty_organization_configuration_feature",
    "aws_guardduty_detector_feature",
    "aws_guardduty_member_detector_feature",
  ])("is told: %s", (type) => {
    for (const action of ["delete", "forget"]) {
      const evidence = against("OD-003", (world) => going(world, type, "gone", [action]));
      expect(evidence).toEqual([`${type}.gone: X is destroyed in the state only: in AWS it stays as it is`]);
    }
  });
});

describe("A role's policy", () => {
  const allowing = (action: string, resource: string) => (world: World) =>
    editPolicy(after(world, "foundation-aws", "aws_iam_role_policy"), (statements) =>
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

  it.each(["role", "user", "group"])("is not attached from elsewhere: to a %s", (whom) => {
    const type = `aws_iam_${whom}_policy_attachment`;
    const evidence = against("OD-033", (world) => add(world, "us-east-1", type, "a", { policy_arn: "b" }));
    expect(evidence).toEqual([`${type}.a: attaches b, whose text is in no plan`]);
  });
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
  ])("with %s has %j against plain HTTP: %s problems", (_, statement, problems) => {
    const evidence = against("OD-036", (world) => {
      bucket(world, closed);
      const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::archive/*" };
      const tls = { Condition: { Bool: { "aws:SecureTransport": "false" } } };
      const policy = JSON.stringify({ Statement: [{ ...deny, ...tls, ...statement }] });
      add(world, "us-east-1", "aws_s3_bucket_policy", "archive", { bucket: "archive", policy });
    });
    expect(evidence).toHaveLength(problems);
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

describe("A suppression", () => {
  it.each([
    [{ field: "severity", less_than: "7" }, 0],
    [{ field: "severity", less_than: "7.1" }, 1],
    [{ field: "severity", less_than_or_equal: "6.9" }, 0],
    [{ field: "severity", less_than_or_equal: "7" }, 1],
    [{ field: "severity", less_than: "", less_than_or_equal: null }, 1],
    [{ field: "severity", equals: ["6"] }, 0],
    [{ field: "severity", equals: ["6", "7"] }, 1],
    [{ field: "severity", equals: [] }, 1],
    [{ field: "type", less_than: "4" }, 1],
  ])("by %j hides high severity: %s problems", (criterion, problems) => {
    const values = { name: "a", rank: 1, ...TAGGED, finding_criteria: [{ criterion: [criterion] }] };
    const suppress = (action: string) =>
      against("OD-019", (world) =>
        add(world, "us-east-1", "aws_guardduty_filter", "a", { ...values, action }),
      );
    expect(suppress("ARCHIVE")).toHaveLength(problems);
    expect(suppress("NOOP")).toEqual([]);
  });
});

describe("A queue", () => {
  const QUEUE = ["us-east-1", "aws_sqs_queue", "finding-delivery_queue"] as const;
  const queue = (rule: string, values: object) =>
    against(rule, (world) => void Object.assign(after(world, ...QUEUE), values)).length;

  it.each([
    [{ sqs_managed_sse_enabled: true }, 0],
    [{ sqs_managed_sse_enabled: null }, 1],
    [{ sqs_managed_sse_enabled: false, kms_master_key_id: "alias/aws/sqs" }, 1],
    [{ sqs_managed_sse_enabled: true, kms_master_key_id: "arn:aws:kms:us-east-1:1:alias/aws/sqs" }, 1],
    [{ sqs_managed_sse_enabled: false, kms_master_key_id: "alias/mine" }, 0],
    [{ sqs_managed_sse_enabled: false, kms_master_key_id: "alias/aws/sqs-mine" }, 0],
  ])("with %j is not encrypted: %s problems", (values, problems) => {
    expect(queue("OD-020", values)).toBe(problems);
  });

  it("keeps messages for 14 days, which is not the default", () => {
    expect(queue("OD-022", { message_retention_seconds: 1_209_600 })).toBe(0);
    expect(queue("OD-022", { message_retention_seconds: 1_209_599 })).toBe(1);
    expect(queue("OD-022", { message_retention_seconds: null })).toBe(1);
  });

  it("hides a message for six times as long as its function may take, defaults of both included", () => {
    const LAMBDA = ["us-east-1", "aws_lambda_function"] as const;
    const problems = (visible: number | null, timeout: number | null) =>
      against("OD-027", (world) => {
        after(world, ...QUEUE).visibility_timeout_seconds = visible;
        after(world, ...LAMBDA).timeout = timeout;
      });
    expect(problems(60, 10)).toEqual([]);
    expect(problems(59, 10)).toHaveLength(1);
    expect(problems(null, 5)).toEqual([]);
    expect(problems(null, 6)).toEqual([
      expect.stringContaining("come back after 30 s, the function may take 6 s"),
    ]);
    expect(problems(18, null)).toEqual([]);
    expect(problems(17, null)).toEqual([expect.stringContaining("may take 3 s")]);
  });
});

describe("A log group", () => {
  it.each([
    [{ retention_in_days: 1 }, 0],
    [{ retention_in_days: 0 }, 1],
    [{ retention_in_days: null }, 1],
  ])("with %j keeps logs for ever: %s problems", (values, problems) => {
    const evidence = against("OD-023", (world) =>
      add(world, "us-east-1", "aws_cloudwatch_log_group", "a", { name: "a", ...values, ...TAGGED }),
    );
    expect(evidence).toHaveLength(problems);
  });
});

describe("Versions", () => {
  it.each([
    ["terraform", "1.9.8", 1],
    ["terraform", "1.10.0", 0],
    ["terraform", "1.99.1", 0],
    ["terraform", "2.0.0", 1],
    ["terraform", "latest", 1],
    ["terraform", "1", 1],
    ["provider", "5.99.1", 1],
    ["provider", "5.100.0", 0],
    ["provider", "6.0.0", 0],
    ["provider", "7.0.0", 1],
  ] as const)("of %s: %s has %s problems", (what, version, problems) => {
    const evidence = against("OD-043", (world) => void (world.manifest.versions[what] = version));
    expect(evidence).toHaveLength(problems);
  });
});

describe("A list", () => {
  it.each(["aws_guardduty_ipset", "aws_guardduty_threatintelset"])("is in use: %s", (type) => {
    const list = (activate: unknown) =>
      against("OD-048", (world) => add(world, "us-east-1", type, "a", { activate, ...TAGGED })).length;
    expect([true, false, undefined].map(list)).toEqual([0, 1, 1]);
  });
});

describe("A relay", () => {
  it.each([
    [{ protocol: "https", url: "HTTPS://relay.example" }, 0],
    [{ protocol: "https", url: "http://relay.example" }, 1],
    [{ protocol: "https" }, 1],
    [{ protocol: "syslog", host: "relay" }, 0],
    [{ protocol: "syslog", host: "relay", insecure: { reason: "old" } }, 1],
  ])("%j is not over TLS: %s problems", (relay, problems) => {
    const evidence = against("OD-029", (world) => {
      const variables = { ORGDUTY_LOG_RELAY: JSON.stringify(relay) };
      after(world, "us-east-1", "aws_lambda_function").environment = [{ variables }];
    });
    expect(evidence).toHaveLength(problems);
  });
});

describe("Without a plan and an organization", () => {
  it("a rule says why it does not apply", () => {
    const world = caseWorld("changes");
    const { config } = world.project;
    world.manifest.stacks = [];
    Object.assign(config, { organizations: {}, regions: [], excludedRegions: {} });
    config.review = { rules: {}, waivers: {} };
    const notes = judgeWorld(world).map(({ id, status, note }) => `${id} ${note || status}`);
    expect(notes).toEqual([
      "OD-001 the plans hold nothing that could be lost",
      "OD-002 no account is enrolled explicitly",
      "OD-003 the plans declare no protection plan",
      "OD-004 the config asks for no stack",
      "OD-005 the config has no organization",
      "OD-006 no region is planned",
      "OD-007 no region is planned",
      "OD-008 the plans delegate to nobody",
      "OD-009 no region is planned",
      "OD-010 no account is enrolled explicitly",
      "OD-011 the plans configure no organization",
      "OD-012 no region is planned",
      "OD-013 no region is planned",
      "OD-014 the administrator's detector has no declared feature",
      "OD-015 the plans hold no aws_guardduty_detector_feature",
      "OD-016 no region is planned",
      "OD-017 the administrator has no detector",
      "OD-018 the plans hold no filter",
      "OD-019 the plans suppress nothing",
      "OD-020 the plans hold no aws_sqs_queue",
      "OD-021 the plans hold no queue of findings",
      "OD-022 the plans hold no aws_sqs_queue",
      "OD-023 the plans hold no aws_cloudwatch_log_group or aws_lambda_function",
      "OD-024 the config forwards no findings",
      "OD-025 the plans hold no rule on GuardDuty events",
      "OD-026 the plans hold no aws_cloudwatch_event_target",
      "OD-027 the plans connect no function to a queue",
      "OD-028 the plans hold no dead-letter queue",
      "OD-029 the plans forward no findings",
      "OD-030 the plans hold no identity policy",
      "OD-031 the plans hold no identity policy",
      "OD-032 the plans hold no resource policy",
      "OD-033 the plans hold no policy",
      "OD-034 nothing is planned",
      "OD-035 the plans hold no bucket",
      "OD-036 the plans hold no bucket",
      "OD-037 the plans hold no aws_kms_key",
      "OD-038 the plans hold nothing that takes tags",
      "OD-039 the config takes no exception",
      "OD-040 the config takes no exception",
      "OD-041 nothing is planned and no local state exists",
      "OD-042 warn",
      "OD-043 pass",
      "OD-044 nothing is planned",
      "OD-045 nothing is planned",
      "OD-046 nothing is planned",
      "OD-047 the plans export no findings",
      "OD-048 the plans hold no aws_guardduty_ipset or aws_guardduty_threatintelset",
      "OD-049 the config says nothing about rules",
    ]);
  });
});

describe("An alarm on dead letters", () => {
  it("is by name where the name is known, else by reference", () => {
    const ALARM = ["us-east-1", "aws_cloudwatch_metric_alarm", "finding-delivery_alarms_dead"] as const;
    const problems = (dimensions: object) =>
      against("OD-028", (world) => {
        after(world, ...ALARM).dimensions = dimensions;
        delete expressionsOf(world, ...ALARM).dimensions;
      }).length;
    expect(problems({ QueueName: "case-guardduty-findings-dead" })).toBe(0);
    expect(problems({ QueueName: "another" })).toBe(1);
    expect(problems({})).toBe(1);
  });
});
