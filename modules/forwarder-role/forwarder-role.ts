import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { inRegion } from "../../aws/arn";
import { LIMITS, overLimit } from "../../aws/limits";
import type { NamedRole } from "../../aws/named-role";
import type { Placement } from "../placement";
import { policy, trust, type Statement } from "../policy";
import { inRole, roleArguments } from "../role-arguments";
import { networkStatements, type ForwarderNetwork } from "./network-statements";

/** What one region's forwarder uses. */
export interface ForwarderReach {
  readonly queueArn: string;
  readonly deadLetterQueueArn: string;
  readonly logGroupArn: string;
  /**
   * The secret's ARN as a pattern, `secret:NAME-??????`: Secrets Manager adds six characters. @default none: the relay
   * needs no secret
   */
  readonly secretArn?: string;
  /** The customer key that encrypts the queues. @default none: they have SQS's own encryption */
  readonly kmsKeyArn?: string;
  /** The VPC that the function runs in. @default none: it is in no VPC */
  readonly network?: ForwarderNetwork;
}

/** One role for each partition: IAM is global, and each region adds the resources of its forwarder. */
export interface ForwarderRoleProps {
  /** In the administrator's account. IAM is global, so any region will do. */
  readonly placement: Placement;
  readonly role: NamedRole;
  /** One entry for each region that the role serves. */
  readonly reaches: readonly ForwarderReach[];
}

/** The role of a partition's forwarders: their queues, logs, secret and key by name, and nothing else. */
export class ForwarderRole extends Construct {
  constructor(scope: Construct, id: string, props: ForwarderRoleProps) {
    super(scope, id);
    const { placement, role, reaches } = props;
    const document = documentOf(role.name, reaches);
    const resource = new IamRole(this, "Resource", {
      provider: placement.provider,
      ...roleArguments(role),
      description: "Forwarder of GuardDuty findings",
      assumeRolePolicy: trust("lambda.amazonaws.com"),
    });
    new IamRolePolicy(this, "policy", {
      provider: placement.provider,
      name: "forward-findings",
      ...inRole(resource),
      policy: document,
    });
  }
}

/** Each region's resources by name; if IAM does not take so much, by a pattern over regions: names and account stay. */
function documentOf(roleName: string, reaches: readonly ForwarderReach[]): string {
  const named = policy(statements(reaches));
  const limit = LIMITS.rolePolicyCharacters;
  if (named.length <= limit.most) return named;
  const patterns = policy(statements(reaches.map(inAnyRegion)));
  const over = overLimit(limit, patterns.length);
  if (over !== undefined) throw new Error(`role ${roleName}: ${over}`);
  return patterns;
}

/** Network interfaces keep their region: Lambda makes them, so that nothing else of their ARN can be named. */
function inAnyRegion(reach: ForwarderReach): ForwarderReach {
  const { queueArn, deadLetterQueueArn, logGroupArn, secretArn, kmsKeyArn, network } = reach;
  return {
    queueArn: inRegion(queueArn, "*"),
    deadLetterQueueArn: inRegion(deadLetterQueueArn, "*"),
    logGroupArn: inRegion(logGroupArn, "*"),
    ...(secretArn && { secretArn: inRegion(secretArn, "*") }),
    ...(kmsKeyArn && { kmsKeyArn: inRegion(kmsKeyArn, "*") }),
    ...(network && { network: { ...network, functionArn: inRegion(network.functionArn, "*") } }),
  };
}

function statements(reaches: readonly ForwarderReach[]): Statement[] {
  const secrets = reaches.flatMap(({ secretArn }) => secretArn ?? []);
  const keys = reaches.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []);
  return [
    ...allow(
      "TakeFindings",
      ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
      reaches.map(({ queueArn }) => queueArn),
    ),
    ...allow(
      "PutDeadLetters",
      ["sqs:SendMessage"],
      reaches.map(({ deadLetterQueueArn }) => deadLetterQueueArn),
    ),
    // logs:CreateLogGroup is left out: the function would recreate the group, without its retention, during a destroy.
    ...allow(
      "WriteLogs",
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      reaches.map(({ logGroupArn }) => `${logGroupArn}:*`),
    ),
    ...allow("ReadRelaySecret", ["secretsmanager:GetSecretValue"], secrets),
    // GenerateDataKey is needed for dead letters: SQS encrypts what the function sends.
    ...allow("UseQueueKey", ["kms:Decrypt", "kms:GenerateDataKey"], keys),
    ...networkStatements(reaches.flatMap(({ network }) => network ?? [])),
  ];
}

/** Each resource once; no statement at all where there is nothing to allow: IAM takes no empty list. */
function allow(Sid: string, Action: readonly string[], resources: readonly string[]): Statement[] {
  const Resource = [...new Set(resources)];
  return Resource.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource }];
}
