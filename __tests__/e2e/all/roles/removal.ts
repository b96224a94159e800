import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import { parseArn } from "../../../../aws/arn";
import type { PolicyDocument } from "../../../../doctor/roles/policies";
import { clientSettings } from "../../../../local-aws/clients";

/** Takes actions from a role's policies while something is done, and gives them back. */
export async function without<Result>(
  url: string,
  roleArn: string,
  actions: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const { accountId, resource } = parseArn(roleArn);
  const iam = new IAMClient(clientSettings(url, accountId, "us-east-1"));
  const RoleName = resource.split("/").at(-1);
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  const before = await Promise.all(
    AttachedPolicies.map(
      async ({ PolicyArn = "" }) => [PolicyArn, await documentOf(iam, PolicyArn)] as const,
    ),
  );
  for (const [arn, document] of before) await setDocument(iam, arn, lessThan(document, actions));
  try {
    return await work();
  } finally {
    for (const [arn, document] of before) await setDocument(iam, arn, document);
    iam.destroy();
  }
}

async function documentOf(iam: IAMClient, PolicyArn: string): Promise<PolicyDocument> {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const VersionId = Policy?.DefaultVersionId;
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
  return JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? "")) as PolicyDocument;
}

/** A managed policy has at most five versions. */
async function setDocument(iam: IAMClient, PolicyArn: string, document: PolicyDocument): Promise<void> {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const PolicyDocument = JSON.stringify(document);
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
  await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }));
}

function lessThan(document: PolicyDocument, actions: readonly string[]): PolicyDocument {
  const Statement = document.Statement.map((statement) => ({
    ...statement,
    Action: statement.Action.filter((action) => !actions.includes(action)),
  })).filter(({ Action }) => Action.length > 0);
  return { ...document, Statement };
}
