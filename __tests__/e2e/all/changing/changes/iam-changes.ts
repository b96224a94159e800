import { CreatePolicyCommand, CreatePolicyVersionCommand, IAMClient } from "@aws-sdk/client-iam";
import { clientSettings } from "../../../../../local-aws/clients";
import type { Change } from "../../../../support/living/change";
import { ADMINISTRATOR, type LivingDeployment } from "../../../../support/living/deployment";

/** The boundary's name, as the config has it. */
export const BOUNDARY = "workload-boundary";

/** What the roles demand on the first day. */
export const FIRST_DEMANDS = {
  permissionsBoundary: BOUNDARY,
  path: "/security/",
  namePrefix: "workload-",
};

/** What the roles' work needs, as docs/configuration.md lists it for a forwarder outside a VPC. */
export const ENOUGH = [
  ...["events:PutEvents", "kms:Decrypt", "kms:GenerateDataKey", "secretsmanager:GetSecretValue"],
  ...["logs:CreateLogStream", "logs:PutLogEvents"],
  ...["ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "ReceiveMessage", "SendMessage"].map(
    (action) => `sqs:${action}`,
  ),
];

/** Where the roles are, how they are called, and what bounds them. */
export const IAM_CHANGES: readonly Change[] = [
  {
    key: "iam.path",
    from: "/security/",
    to: "/platform/security/",
    edit: (deployment) => demand(deployment, "path", "/platform/security/"),
  },
  {
    key: "iam.namePrefix",
    from: "workload-",
    to: "team-",
    edit: (deployment) => demand(deployment, "namePrefix", "team-"),
  },
  {
    key: "iam.permissionsBoundary",
    from: "a policy",
    to: "another",
    edit: (deployment) => demand(deployment, "permissionsBoundary", "other-boundary"),
    before: ({ aws }) => makeBoundary(aws.url, "other-boundary", ENOUGH),
  },
  {
    key: "iam",
    from: "a boundary, a path and a prefix",
    to: "none",
    edit: (deployment) => deployment.edit((document) => document.deleteIn(["organizations", "aws", "iam"])),
  },
];

function demand(deployment: LivingDeployment, key: string, value: string): void {
  deployment.edit((document) => document.setIn(["organizations", "aws", "iam", key], value));
}

/** Makes a policy in the administrator's account that allows actions and no others. */
export async function makeBoundary(
  url: string,
  PolicyName: string,
  Action: readonly string[],
): Promise<void> {
  const client = new IAMClient(clientSettings(url, ADMINISTRATOR, "us-east-1"));
  await client.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: allowing(Action) }));
  client.destroy();
}

/** Gives that policy another text. */
export async function changeBoundary(url: string, name: string, Action: readonly string[]): Promise<void> {
  const client = new IAMClient(clientSettings(url, ADMINISTRATOR, "us-east-1"));
  const PolicyArn = `arn:aws:iam::${ADMINISTRATOR}:policy/${name}`;
  const version = { PolicyArn, PolicyDocument: allowing(Action), SetAsDefault: true };
  await client.send(new CreatePolicyVersionCommand(version));
  client.destroy();
}

function allowing(Action: readonly string[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
}
