import type { World } from "../case-world";
import { TAGGED } from "../against";
import { add } from "../edit-plan";
import type { SeededMistake } from "./mistake";

const FIRST = { base: "first-day" } as const;
const STACK = "foundation-aws";
const ISSUER = "token.actions.githubusercontent.com";
const PROVIDER = `arn:aws:iam::222222222222:oidc-provider/${ISSUER}`;
const EXACT = {
  StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com", [`${ISSUER}:sub`]: "repo:acme/gd:pull_request" },
};

/** A role that jobs of GitHub assume. */
function tokenRole(world: World, name: string, condition: object): void {
  const statement = {
    ...{ Effect: "Allow", Principal: { Federated: PROVIDER }, Action: "sts:AssumeRoleWithWebIdentity" },
    Condition: condition,
  };
  const trust = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  add(world, STACK, "aws_iam_role", name, { name, path: "/", assume_role_policy: trust, ...TAGGED });
}

/** Has the config name the roles that a bootstrap part makes. */
function makes(world: World): void {
  const role = (name: string) => ({ roleArn: `arn:aws:iam::222222222222:role/${name}` });
  const both = (name: string) => ({ management: role(name), administrator: role(name) });
  world.project.config.organizations.aws!.made = { plan: both("planner"), apply: both("applier") };
}

/** What the roles and the bucket of bootstrap could be made to do. */
export const BOOTSTRAP_MISTAKES: readonly SeededMistake[] = [
  {
    ...FIRST,
    what: "a role trusts every branch and pull request of a repository, by a pattern",
    seed: (world) =>
      tokenRole(world, "ci", {
        StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com" },
        StringLike: { [`${ISSUER}:sub`]: "repo:acme/guardduty:*" },
      }),
    rule: "OD-067",
  },
  {
    ...FIRST,
    what: "a role trusts tokens that were made for somebody else",
    seed: (world) =>
      tokenRole(world, "ci", { StringEquals: { [`${ISSUER}:sub`]: "repo:acme/guardduty:pull_request" } }),
    rule: "OD-067",
  },
  {
    ...FIRST,
    what: "the role that plans may send messages",
    seed: (world) => {
      makes(world);
      tokenRole(world, "planner", EXACT);
      const statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:us-east-1:1:q" };
      const policy = JSON.stringify({ Statement: [statement] });
      add(world, STACK, "aws_iam_role_policy", "more", { policy, role: "planner" }, references("planner"));
    },
    rule: "OD-068",
  },
  {
    ...FIRST,
    what: "the bucket of the states keeps no older versions",
    seed: (world) => {
      world.project.config.organizations.aws!.states = { s3: { bucket: "states", region: "us-east-1" } };
      add(world, STACK, "aws_s3_bucket", "states", { bucket: "states", ...TAGGED });
    },
    rule: "OD-069",
    also: ["OD-035", "OD-036"],
  },
  {
    ...FIRST,
    what: "a pull request may apply",
    seed: (world) => {
      makes(world);
      tokenRole(world, "applier", EXACT);
    },
    rule: "OD-070",
  },
];

function references(role: string) {
  return { role: { references: [`aws_iam_role.${role}.name`, `aws_iam_role.${role}`] } };
}
