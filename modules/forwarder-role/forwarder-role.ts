import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { Placement } from "../placement";
import { policy, trust, type Statement } from "../policy";
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
  readonly roleName: string;
  /** One entry for each region that the role serves. */
  readonly reaches: readonly ForwarderReach[];
}

/**
 * IAM's limit on the characters of all inline policies of a role together.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MAX_POLICY_CHARACTERS = 10_240;

/** The role of a partition's forwarders. It allows their queues, logs, secret and key by name, and nothing else. */
export class ForwarderRole extends Construct {
  constructor(scope: Construct, id: string, props: ForwarderRoleProps) {
    super(scope, id);
    const { placement, roleName, reaches } = props;
    const document = policy(statements(reaches));
    if (document.length > MAX_POLICY_CHARACTERS)
      throw new Error(
        `role ${roleName}: its policy has ${document.length} characters, IAM takes ${MAX_POLICY_CHARACTERS}; shorten the secret's name`,
      );
    const role = new IamRole(this, "Resource", {
      provider: placement.provider,
      name: roleName,
      description: "Forwarder of GuardDuty findings",
      assumeRolePolicy: trust("lambda.amazonaws.com"),
    });
    new IamRolePolicy(this, "policy", {
      provider: placement.provider,
      name: "forward-findings",
      role: role.name,
      policy: document,
    });
  }
}

function statements(reaches: readonly ForwarderReach[]): Statement[] {
  const secrets = reaches.flatMap(({ secretArn }) => secretArn ?? []);
  const keys = [...new Set(reaches.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []))];
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

/** No statement if there is nothing to allow: IAM refuses an empty list. */
function allow(Sid: string, Action: readonly string[], Resource: readonly string[]): Statement[] {
  return Resource.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource }];
}
