import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { arn, parseArn } from "../../aws/arn";
import type { Partition } from "../../aws/partitions";
import { clientSettings, globalRegion } from "../clients";
import { RUNNER } from "../front-door/callers";

/** A role or a user to make, with its policies. */
export interface SeedIdentity {
  readonly arn: string;
  readonly documents: readonly string[];
  /** The account whose principals may assume it, if it is a role. */
  readonly trustedAccountId: string;
}

/** The ARN of the user that a person is who starts orgduty, if permissions are enforced. */
export function runnerArn(partition: Partition, managementAccountId: string): string {
  return arn({ partition, service: "iam", account: managementAccountId, resource: `user/${RUNNER}` });
}

/** Makes a role or a user in a running local AWS, and attaches its policies. */
export async function seedIdentity(url: string, identity: SeedIdentity): Promise<void> {
  const { partition, accountId, resource } = parseArn(identity.arn);
  const [kind = "", ...path] = resource.split("/");
  const name = path.pop()!;
  const Path = path.length === 0 ? "/" : `/${path.join("/")}/`;
  const iam = new IAMClient(clientSettings(url, accountId, globalRegion(partition as Partition)));
  try {
    if (kind === "user") await iam.send(new CreateUserCommand({ UserName: name, Path }));
    else
      await iam.send(
        new CreateRoleCommand({
          ...{ RoleName: name, Path },
          AssumeRolePolicyDocument: trustOf(partition, identity.trustedAccountId),
        }),
      );
    for (const [index, PolicyDocument] of identity.documents.entries()) {
      const { Policy } = await iam.send(
        new CreatePolicyCommand({ PolicyName: `${name}-${index + 1}`, PolicyDocument }),
      );
      const PolicyArn = Policy?.Arn;
      if (kind === "user") await iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn }));
      else await iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn }));
    }
  } finally {
    iam.destroy();
  }
}

function trustOf(partition: string, accountId: string): string {
  const Principal = { AWS: `arn:${partition}:iam::${accountId}:root` };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
  });
}
