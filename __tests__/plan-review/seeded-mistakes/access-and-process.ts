import { add, after, changeOf, editPolicy } from "../edit-plan";
import type { SeededMistake } from "./mistake";

const FIRST = { base: "first-day" } as const;
const ROLE_POLICY = ["foundation-aws", "aws_iam_role_policy", "forwarder-role"] as const;

/** Who may do what; and how the plans came to be. */
export const ACCESS_AND_PROCESS_MISTAKES: readonly SeededMistake[] = [
  {
    ...FIRST,
    what: "a role may do everything with queues",
    seed: (world) =>
      editPolicy(after(world, ...ROLE_POLICY), ([statement]) => void (statement!.Action = ["sqs:*"])),
    rule: "OD-030",
  },
  {
    ...FIRST,
    what: "a role may do everything but one thing",
    seed: (world) =>
      editPolicy(after(world, ...ROLE_POLICY), ([statement]) => {
        delete statement!.Action;
        statement!.NotAction = "iam:*";
      }),
    rule: "OD-030",
  },
  {
    ...FIRST,
    what: "a role may read any queue",
    seed: (world) =>
      editPolicy(after(world, ...ROLE_POLICY), ([statement]) => void (statement!.Resource = "*")),
    rule: "OD-031",
  },
  {
    ...FIRST,
    what: "a role's inline policy may read any secret",
    seed: (world) => {
      const statement = { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*" };
      const policy = JSON.stringify({ Statement: statement });
      after(world, "foundation-aws", "aws_iam_role", "forwarder-role").inline_policy = [
        { name: "more", policy },
      ];
    },
    rule: "OD-031",
  },
  {
    ...FIRST,
    what: "anybody may send to a queue",
    seed: (world) => {
      const policy = after(world, "us-east-1", "aws_sqs_queue_policy", "finding-delivery_queue");
      editPolicy(policy, (statements) =>
        statements.push({ Sid: "Open", Effect: "Allow", Principal: "*", Action: "sqs:SendMessage" }),
      );
    },
    rule: "OD-032",
  },
  {
    ...FIRST,
    what: "any account may assume the forwarder's role",
    seed: (world) => {
      const trust = (statements: Record<string, unknown>[]) => void (statements[0]!.Principal = { AWS: "*" });
      editPolicy(
        after(world, "foundation-aws", "aws_iam_role", "forwarder-role"),
        trust,
        "assume_role_policy",
      );
    },
    rule: "OD-032",
    also: ["OD-063"],
  },
  {
    ...FIRST,
    what: "anybody may invoke the forwarder",
    seed: (world) =>
      add(world, "us-east-1", "aws_lambda_permission", "open", { principal: "*", source_arn: null }),
    rule: "OD-032",
  },
  {
    ...FIRST,
    what: "a policy is made of values that are known only after apply",
    seed: (world) => {
      const { change, name } = changeOf(world, ...ROLE_POLICY);
      delete change.after!.policy;
      change.after_unknown.policy = true;
      const { resources } = world.plans["foundation-aws"]!.configuration.root_module;
      resources.find((resource) => resource.name === name)!.expressions.policy = {
        references: ["aws_sqs_queue.a.arn"],
      };
    },
    rule: "OD-033",
  },
  {
    ...FIRST,
    what: "the relay's token is in the plan",
    seed: (world) =>
      add(world, "foundation-aws", "aws_secretsmanager_secret_version", "token", {
        secret_string: "(sensitive value)",
      }),
    rule: "OD-034",
  },
  {
    ...FIRST,
    what: "an access key is in a description",
    seed: (world) => {
      // In two parts, so that no scanner takes this file for a leak.
      after(world, "us-east-1", "aws_lambda_function").description = `uses ${"AKIA"}${"IOSFODNN7EXAMPLE"}`;
    },
    rule: "OD-034",
  },
  {
    ...FIRST,
    what: "a password is in a tag",
    seed: (world) =>
      void (after(world, "us-east-1", "aws_sqs_queue", "finding-delivery_queue").tags = {
        password: "(sensitive value)",
      }),
    rule: "OD-034",
  },
  {
    ...FIRST,
    what: "a token is in a description",
    seed: (world) =>
      void (after(world, "us-east-1", "aws_lambda_function").description = "relay token: 0123456789"),
    rule: "OD-034",
  },
  {
    ...FIRST,
    what: "a queue has lost its tags",
    seed: (world) =>
      void (after(world, "us-east-1", "aws_sqs_queue", "finding-delivery_queue").tags_all = {}),
    rule: "OD-038",
  },
  {
    ...FIRST,
    what: "an account's exclusion has expired",
    seed: (world) => {
      world.project.config.organizations.aws!.enrolment.exclude["444444444444"]!.until = "2026-11-23";
    },
    rule: "OD-039",
    also: ["OD-007"],
  },
  {
    ...FIRST,
    what: "a region's exclusion has expired",
    seed: (world) => void (world.project.config.excludedRegions["eu-west-1"]!.until = "2026-01-01"),
    rule: "OD-039",
  },
  {
    ...FIRST,
    what: "an exclusion has no end",
    seed: (world) => void delete world.project.config.excludedRegions["eu-west-1"]!.until,
    rule: "OD-040",
  },
  {
    ...FIRST,
    what: "a waiver has expired, so its rule fails again",
    seed: (world) => {
      after(world, "us-east-1", "aws_cloudwatch_log_group").retention_in_days = 0;
      world.project.config.review.waivers["OD-023"] = {
        reason: "later",
        owner: "someone",
        until: "2026-11-23",
      };
    },
    rule: "OD-023",
  },
  {
    ...FIRST,
    what: "a waiver names a rule that does not exist",
    seed: (world) => {
      world.project.config.review.waivers["OD-999"] = {
        reason: "typing",
        owner: "someone",
        until: "2027-01-01",
      };
    },
    rule: "OD-049",
  },
  {
    ...FIRST,
    what: "Terraform is older than 1.10",
    seed: (world) => {
      world.manifest.versions.terraform = "1.9.8";
      for (const plan of Object.values(world.plans)) plan.terraform_version = "1.9.8";
    },
    rule: "OD-043",
  },
  {
    ...FIRST,
    what: "one stack was planned by another Terraform",
    seed: (world) => void (world.plans["us-east-1"]!.terraform_version = "2.0.0"),
    rule: "OD-043",
  },
  {
    ...FIRST,
    what: "the AWS provider is of a major that nobody has tried",
    seed: (world) => void (world.manifest.versions.provider = "7.1.0"),
    rule: "OD-043",
  },
  {
    ...FIRST,
    what: "a plan is in a format that this review cannot read",
    seed: (world) => void (world.plans["us-east-1"]!.format_version = "2.0"),
    rule: "OD-044",
  },
  {
    ...FIRST,
    what: "a plan stopped with an error",
    seed: (world) => void (world.plans["us-east-1"]!.errored = true),
    rule: "OD-045",
  },
  {
    ...FIRST,
    what: "a plan leaves changes for later",
    seed: (world) => void (world.plans["us-east-1"]!.complete = false),
    rule: "OD-045",
  },
  {
    base: "changes",
    what: "a plan was made without asking AWS",
    seed: (world) => void (world.manifest.mode = "local"),
    rule: "OD-042",
  },
];
