import { askAws, caseWorld, reviewWorld, type World } from "../case-world";
import { add, after, changeOf, editPolicy, expressionsOf, remove } from "../edit-plan";

const LAMBDA = ["us-east-1", "aws_lambda_function"] as const;
const RULE = ["us-east-1", "aws_cloudwatch_event_rule", "finding-intake_findings"] as const;
const ROLE_POLICY = ["foundation-aws", "aws_iam_role_policy", "forwarder-role"] as const;
const TAGGED = { tags_all: { owner: "tests" } };
const filter = (rank: number, criterion: object, action = "ARCHIVE") => ({
  ...{ name: `filter-${rank}`, rank, action, ...TAGGED },
  finding_criteria: [{ criterion: [criterion] }],
});
const bucket = (world: World, condition: object) => {
  add(world, "foundation-aws", "aws_s3_bucket", "archive", { bucket: "archive", ...TAGGED });
  add(world, "foundation-aws", "aws_s3_bucket_public_access_block", "archive", {
    ...{ bucket: "archive", block_public_acls: true, block_public_policy: true },
    ...{ ignore_public_acls: true, restrict_public_buckets: true },
  });
  const statement = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::archive", "arn:aws:s3:::archive/*"],
    Condition: condition,
  };
  const policy = JSON.stringify({ Statement: [statement] });
  add(world, "foundation-aws", "aws_s3_bucket_policy", "archive", { bucket: "archive", policy });
};

/** What is right as it is, and the rule that has to see that. */
const GOOD: readonly [what: string, rule: string, edit: (world: World) => void][] = [
  [
    "a function that knows when a token is changed, which is no token",
    "OD-034",
    (world) => {
      after(world, ...LAMBDA).environment = [{ variables: { RELAY_TOKEN_ROTATION_DAYS: "30" } }];
    },
  ],
  [
    "what is empty in two ways, and what another resource manages, after a first apply",
    "OD-046",
    (world) => {
      const drift = (type: string, before: object, after_: object) => ({
        ...{ address: `${type}.x`, mode: "managed", type, name: "x" },
        change: {
          actions: ["update"],
          before: before as Record<string, unknown>,
          after: after_ as Record<string, unknown>,
          after_unknown: {},
        },
      });
      world.plans["us-east-1"]!.resource_drift = [
        drift("aws_sqs_queue", { policy: "", tags: null }, { policy: '{"Version":"2012-10-17"}', tags: {} }),
        drift("aws_lambda_function", { layers: null, description: null }, { layers: [], description: "" }),
        drift(
          "aws_guardduty_detector",
          { datasources: [] },
          { datasources: [{ s3_logs: [{ enable: true }] }] },
        ),
      ];
    },
  ],
  [
    "suppressions below high severity, in ranks without gaps",
    "OD-018",
    (world) => {
      add(world, "us-east-1", "aws_guardduty_filter", "b", filter(2, { field: "severity", less_than: "7" }));
      add(
        world,
        "us-east-1",
        "aws_guardduty_filter",
        "a",
        filter(1, { field: "severity", less_than_or_equal: "6" }),
      );
    },
  ],
  [
    "a suppression of severity 7 and below but not 7 itself",
    "OD-019",
    (world) =>
      add(world, "us-east-1", "aws_guardduty_filter", "a", filter(1, { field: "severity", less_than: "7" })),
  ],
  [
    "a suppression of single low severities",
    "OD-019",
    (world) =>
      add(
        world,
        "us-east-1",
        "aws_guardduty_filter",
        "a",
        filter(1, { field: "severity", equals: ["2", "5"] }),
      ),
  ],
  [
    "a bucket that is closed and takes TLS only",
    "OD-035",
    (world) => bucket(world, { Bool: { "aws:SecureTransport": "false" } }),
  ],
  [
    "a condition key in other letters",
    "OD-036",
    (world) => bucket(world, { Bool: { "AWS:securetransport": false } }),
  ],
  [
    "a key that is rotated",
    "OD-037",
    (world) => add(world, "foundation-aws", "aws_kms_key", "k", { enable_key_rotation: true, ...TAGGED }),
  ],
  [
    "a queue under a customer key",
    "OD-020",
    (world) =>
      void Object.assign(after(world, "us-east-1", "aws_sqs_queue", "delivery_queue"), {
        ...{
          sqs_managed_sse_enabled: false,
          kms_master_key_id: "arn:aws:kms:us-east-1:222222222222:key/mrk-1",
        },
      }),
  ],
  [
    "everything for actions that take no resource",
    "OD-031",
    (world) =>
      editPolicy(after(world, ...ROLE_POLICY), (statements) =>
        statements.push({
          Effect: "Allow",
          Action: ["ec2:DescribeSubnets", "XRAY:PutTraceSegments"],
          Resource: "*",
        }),
      ),
  ],
  [
    "a denial of every action on what the forwarder does not use",
    "OD-030",
    (world) =>
      editPolicy(after(world, ...ROLE_POLICY), (statements) =>
        statements.push({ Effect: "Deny", Action: "*", Resource: "arn:aws:s3:::elsewhere/*" }),
      ),
  ],
  [
    "everybody, on a condition",
    "OD-032",
    (world) =>
      editPolicy(after(world, "us-east-1", "aws_sqs_queue_policy", "delivery_queue"), (statements) =>
        statements.push({
          ...{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sqs:SendMessage" },
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-case0example" } },
        }),
      ),
  ],
  [
    "a function that one rule may invoke",
    "OD-032",
    (world) =>
      add(world, "us-east-1", "aws_lambda_permission", "rule", {
        principal: "*",
        source_arn: "arn:aws:events:::rule/a",
      }),
  ],
  [
    "findings exported from every region of a partition",
    "OD-047",
    (world) => {
      for (const region of ["us-east-1", "us-east-2"])
        add(world, region, "aws_guardduty_publishing_destination", "export", {
          destination_arn: "arn:aws:s3:::a",
        });
    },
  ],
  [
    "a list in use",
    "OD-048",
    (world) =>
      add(world, "us-east-1", "aws_guardduty_ipset", "office", { activate: true, name: "office", ...TAGGED }),
  ],
  [
    "an exclusion on its last day",
    "OD-039",
    (world) =>
      void (world.project.config.organizations.aws!.enrolment.exclude["444444444444"]!.until = "2026-11-24"),
  ],
  [
    "the older runtime monitoring, off",
    "OD-016",
    (world) =>
      add(world, "us-east-1", "aws_guardduty_detector_feature", "older", {
        ...{ name: "EKS_RUNTIME_MONITORING", status: "DISABLED" },
      }),
  ],
  [
    "syslog over TLS",
    "OD-029",
    (world) => {
      const relay = { protocol: "syslog", host: "relay", port: 6514 } as const;
      const variables = { ORGDUTY_LOG_RELAY: JSON.stringify(relay), ORGDUTY_FORMAT: "cef" };
      for (const region of ["us-east-1", "us-east-2"]) {
        after(world, region, "aws_lambda_function").environment = [{ variables }];
        expressionsOf(world, region, "aws_lambda_function").environment = {};
      }
      const forwarding = world.project.config.organizations.aws!.forwarding!;
      Object.assign(forwarding, { logRelay: relay, format: "cef" });
    },
  ],
  [
    "a function that logs to a group of another name",
    "OD-023",
    (world) => {
      after(world, "us-east-1", "aws_cloudwatch_log_group").name = "elsewhere";
      after(world, ...LAMBDA).logging_config = [{ log_group: "elsewhere" }];
    },
  ],
  [
    "a parameter that is no secret",
    "OD-034",
    (world) =>
      add(world, "foundation-aws", "aws_ssm_parameter", "p", { type: "String", value: "eu", ...TAGGED }),
  ],
  ["Terraform 1.10", "OD-043", (world) => void (world.manifest.versions.terraform = "1.10.0")],
  ["AWS provider 6", "OD-043", (world) => void (world.manifest.versions.provider = "6.25.0")],
  [
    "a later minor of the plan format",
    "OD-044",
    (world) => void (world.plans["us-east-1"]!.format_version = "1.9"),
  ],
  [
    "states of stacks that there are",
    "OD-041",
    (world) => void world.states.push("us-east-1", "foundation-aws"),
  ],
  [
    "a function that one account's services may invoke",
    "OD-032",
    (world) =>
      add(world, "us-east-1", "aws_lambda_permission", "account", {
        principal: "*",
        source_account: "222222222222",
      }),
  ],
  [
    "a function that the organization may invoke",
    "OD-032",
    (world) =>
      add(world, "us-east-1", "aws_lambda_permission", "organization", {
        principal: "*",
        principal_org_id: "o-case0example",
      }),
  ],
  [
    "a permission for a rule whose ARN is not known yet",
    "OD-032",
    (world) => {
      const source_arn = { references: ["aws_cloudwatch_event_rule.a.arn", "aws_cloudwatch_event_rule.a"] };
      add(world, "us-east-1", "aws_lambda_permission", "rule", { principal: "*" }, { source_arn });
      changeOf(world, "us-east-1", "aws_lambda_permission").change.after_unknown.source_arn = true;
    },
  ],
  [
    "network interfaces that do not exist yet, in one region",
    "OD-031",
    (world) =>
      editPolicy(after(world, ...ROLE_POLICY), (statements) =>
        statements.push({
          ...{ Effect: "Allow", Action: ["ec2:CreateNetworkInterface", "EC2:DeleteNetworkInterface"] },
          Resource: "arn:aws:ec2:us-east-1:*:*/*",
        }),
      ),
  ],
  [
    "a policy of the plan's own, attached before its ARN is known",
    "OD-033",
    (world) => {
      const policy = JSON.stringify({ Statement: [] });
      add(world, "foundation-aws", "aws_iam_policy", "own", { policy, ...TAGGED });
      const policy_arn = { references: ["aws_iam_policy.own.arn", "aws_iam_policy.own"] };
      add(world, "foundation-aws", "aws_iam_role_policy_attachment", "own", {}, { policy_arn });
    },
  ],
  [
    "a policy of the plan's own, attached by its ARN",
    "OD-033",
    (world) => {
      const arn = "arn:aws:iam::222222222222:policy/own";
      const policy = JSON.stringify({ Statement: [] });
      add(world, "foundation-aws", "aws_iam_policy", "own", { policy, arn, ...TAGGED });
      add(world, "foundation-aws", "aws_iam_role_policy_attachment", "own", { policy_arn: arn });
      after(world, "foundation-aws", "aws_iam_role", "forwarder-role").managed_policy_arns = [arn];
    },
  ],
  [
    "a disabled rule beside the one that works",
    "OD-024",
    (world) => {
      const [, type] = RULE;
      add(world, "us-east-1", type, "earlier", { ...after(world, ...RULE), name: "a", state: "DISABLED" });
      const { resource_changes: changes } = world.plans["us-east-1"]!;
      changes.unshift(changes.pop()!);
    },
  ],
  [
    "a slower function beside the forwarder",
    "OD-027",
    (world) => {
      add(world, "us-east-1", "aws_lambda_function", "slow", {
        ...{ function_name: "slow", timeout: 900, ...TAGGED, logging_config: [{ log_group: "/slow" }] },
      });
      add(world, "us-east-1", "aws_cloudwatch_log_group", "slow", {
        ...{ name: "/slow", retention_in_days: 3, ...TAGGED },
      });
    },
  ],
  [
    "a function on a stream",
    "OD-027",
    (world) =>
      add(world, "us-east-1", "aws_lambda_event_source_mapping", "stream", {
        ...{ event_source_arn: "arn:aws:kinesis:us-east-1:222222222222:stream/a", function_name: "a" },
      }),
  ],
  [
    "an alarm on the age of dead letters, by reference",
    "OD-028",
    (world) => {
      const ALARM = ["us-east-1", "aws_cloudwatch_metric_alarm", "finding-delivery_alarms_dead"] as const;
      const { name } = changeOf(world, "us-east-1", "aws_sqs_queue", "finding-delivery_dead");
      const metric = { metric_name: "ApproximateAgeOfOldestMessage", dimensions: {} };
      Object.assign(after(world, ...ALARM), metric);
      expressionsOf(world, ...ALARM).dimensions = { references: [`aws_sqs_queue.${name}.name`] };
    },
  ],
  [
    "a severity for a rule that exists",
    "OD-049",
    (world) => void (world.project.config.review.rules["OD-005"] = "deny"),
  ],
  [
    "a second rule with a target of the administrator's own",
    "OD-053",
    (world) => {
      const [stack, type] = RULE;
      const pattern = { source: ["aws.guardduty"], "detail-type": ["GuardDuty Finding"] };
      const event_pattern = JSON.stringify({ ...pattern, detail: { severity: [{ numeric: [">=", 9] }] } });
      add(world, stack, type, "critical", { ...after(world, ...RULE), name: "critical", event_pattern });
      const { resource_changes: changes } = world.plans[stack]!;
      changes.unshift(changes.pop()!);
      add(world, stack, "aws_cloudwatch_event_target", "critical", {
        ...{ rule: "critical", arn: "arn:aws:sns:us-east-1:222222222222:pager" },
        dead_letter_config: [{ arn: "arn:aws:sqs:us-east-1:222222222222:case-guardduty-findings-unsent" }],
      });
    },
  ],
  [
    "a queue that lets in the region's rules by a pattern, and refuses other rules",
    "OD-024",
    (world) =>
      editPolicy(after(world, "us-east-1", "aws_sqs_queue_policy", "delivery_queue"), (statements) => {
        const own = "arn:aws:events:us-east-1:222222222222:rule/case-*";
        const [sending] = statements;
        sending!.Condition = { ArnLike: { "AWS:SourceArn": own } };
        statements.push({
          ...sending,
          Effect: "Deny",
          Condition: { ArnNotLike: { "aws:SourceArn": [own] } },
        });
      }),
  ],
  [
    "a policy that lets in an account of the config's by its number",
    "OD-054",
    (world) =>
      editPolicy(after(world, "us-east-1", "aws_sqs_queue_policy", "delivery_queue"), (statements) =>
        statements.push({
          ...{ Effect: "Allow", Principal: { AWS: "111111111111" } },
          ...{ Action: "sqs:GetQueueAttributes", Resource: "*" },
        }),
      ),
  ],
  [
    "a key that another account may describe and encrypt with",
    "OD-054",
    (world) => {
      const Action = [
        "kms:DescribeKey",
        "kms:Get*",
        "kms:Encrypt",
        "kms:GenerateDataKey*",
        "kms:ReEncryptTo",
      ];
      const statement = { Effect: "Allow", Principal: { AWS: "999999999999" }, Action, Resource: "*" };
      const policy = JSON.stringify({ Statement: [statement] });
      const key = { policy, enable_key_rotation: true, ...TAGGED };
      add(world, "us-east-1", "aws_kms_key", "k", key, { policy: {} });
    },
  ],
  ...(
    [
      ["with its range in two parts", {}, [{ numeric: [">=", 7] }, { numeric: ["<", 7, ">=", 4] }]],
      ["that names every finding's region", { region: ["us-east-1"] }],
    ] as const
  ).map(([how, envelope, severity]): (typeof GOOD)[number] => [
    `a rule's pattern ${how}`,
    "OD-050",
    (world) => {
      const own = JSON.parse(after(world, ...RULE).event_pattern as string) as { detail: object };
      const detail = { ...own.detail, ...(severity && { severity }) };
      after(world, ...RULE).event_pattern = JSON.stringify({ ...own, ...envelope, detail });
    },
  ]),
  [
    "a function that names where a secret is",
    "OD-034",
    (world) => {
      const { environment } = expressionsOf(world, ...LAMBDA) as {
        environment: { variables: { constant_value: Record<string, string> } }[];
      };
      environment[0]!.variables.constant_value.DB_SECRET_ARN = "arn:aws:secretsmanager:::secret:a";
    },
  ],
  [
    "a layer for the organization",
    "OD-032",
    (world) =>
      add(world, "us-east-1", "aws_lambda_layer_version_permission", "organization", {
        ...{ principal: "*", organization_id: "o-case0example" },
      }),
  ],
  [
    "tags that are called owner and reason",
    "OD-038",
    (world) => {
      const { config } = world.project;
      config.tags = { owner: "tests", reason: "billing" };
      for (const plan of Object.values(world.plans))
        for (const { change } of plan.resource_changes)
          if (change.after && "tags_all" in change.after) change.after.tags_all = config.tags;
    },
  ],
];

describe("A rule", () => {
  it.each(GOOD)("lets pass: %s (%s)", (_, rule, edit) => {
    const world = caseWorld("first-day");
    askAws(world);
    edit(world);
    const { rules, verdict } = reviewWorld(world);
    expect(rules.filter(({ status }) => status === "fail" || status === "warn")).toEqual([]);
    expect(rules.find(({ id }) => id === rule)!.status).toBe("pass");
    expect(verdict.passed).toBe(true);
  });

  it("says what it does not apply to, and why", () => {
    const world = caseWorld("changes");
    const reasons = reviewWorld(world).rules.filter(({ status }) => status === "not-applicable");
    const told = Object.fromEntries(reasons.map(({ id, note }) => [id, note]));
    expect(told).toMatchObject({
      "OD-018": "the plans hold no filter",
      "OD-020": "the plans hold no aws_sqs_queue",
      "OD-024": "the config forwards no findings",
      "OD-030": "the plans hold no identity policy",
      "OD-047": "the plans export no findings",
      "OD-049": "the config says nothing about rules",
    });
  });

  it("fails as a warning, or not at all, where the config says so", () => {
    const world = caseWorld("first-day");
    remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
    const { review } = world.project.config;
    const LOWERED = "lowered by the config from deny to warn";
    const status = () => reviewWorld(world).rules.find(({ id }) => id === "OD-007")!;
    expect(status().status).toBe("fail");
    review.rules["OD-007"] = "warn";
    expect(status()).toMatchObject({ status: "warn", defaultSeverity: "deny", note: LOWERED });
    review.waivers["OD-007"] = { reason: "moving", owner: "someone", until: "2026-11-24" };
    expect(status()).toMatchObject({
      status: "waived",
      note: `${LOWERED}; waiver by someone, until 2026-11-24: moving`,
    });
    review.waivers["OD-007"].until = "2026-11-23";
    expect(status()).toMatchObject({
      status: "warn",
      note: `${LOWERED}; waiver by someone, expired on 2026-11-23: moving`,
    });
    expect(reviewWorld(world).verdict.headline).toMatch(/, lowered by the config: OD-007$/);
  });

  it("names account and region of a deleted member, and nothing else fails", () => {
    const world = caseWorld("first-day");
    remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
    const failed = reviewWorld(world).rules.filter(({ status }) => status === "fail");
    expect(failed).toEqual([
      expect.objectContaining({
        id: "OD-007",
        evidence: [
          {
            address: "",
            detail: "account 012345678901: no member in the plan, and no auto-enable for ALL accounts",
            stacks: ["us-east-2"],
          },
        ],
      }),
    ]);
  });

  it.each(["planned_values", "resource_changes"] as const)("misses a member that only %s lacks", (part) => {
    const world = caseWorld("first-day");
    const plan = world.plans["us-east-2"]!;
    const isOther = ({ address }: { address: string }) => !address.includes("012345678901");
    if (part === "planned_values") {
      const { root_module: planned } = plan.planned_values;
      planned.resources = planned.resources.filter(isOther);
    } else plan.resource_changes = plan.resource_changes.filter(isOther);
    const failed = reviewWorld(world).rules.filter(({ status }) => status === "fail");
    expect(failed.map(({ id }) => id)).toEqual(["OD-007"]);
  });
});
