import {
  GetUserCommand,
  GetUserPolicyCommand,
  IAMClient,
  ListAttachedUserPoliciesCommand,
  ListUserPoliciesCommand,
} from "@aws-sdk/client-iam";
import { parseArn } from "../../aws/arn";
import type { Partition } from "../../aws/partitions";
import { clientSettings, globalRegion } from "../clients";
import { decode, managedPolicy, tagsOf, type RolePolicies } from "../role-policies";

/** Reads a user's permissions, inline and attached; those of its groups are left out. Undefined if there is no such user. */
export async function readUser(
  endpoint: string,
  arn: string,
): Promise<(Omit<RolePolicies, "trust"> & { readonly trust?: undefined }) | undefined> {
  const { partition, accountId, resource } = parseArn(arn);
  const client = new IAMClient(clientSettings(endpoint, accountId, globalRegion(partition as Partition)));
  const UserName = resource.split("/").at(-1);
  try {
    const { User } = await client.send(new GetUserCommand({ UserName }));
    const inline = (await client.send(new ListUserPoliciesCommand({ UserName }))).PolicyNames ?? [];
    const attached =
      (await client.send(new ListAttachedUserPoliciesCommand({ UserName }))).AttachedPolicies ?? [];
    const permissions = await Promise.all([
      ...inline.map(
        async (PolicyName) =>
          (await client.send(new GetUserPolicyCommand({ UserName, PolicyName }))).PolicyDocument,
      ),
      ...attached.map(({ PolicyArn }) => managedPolicy(client, PolicyArn)),
    ]);
    const boundary = User?.PermissionsBoundary?.PermissionsBoundaryArn;
    return {
      ...{ arn: User?.Arn ?? arn, permissions: permissions.map(decode), tags: tagsOf(User?.Tags) },
      ...(boundary && { boundary: decode(await managedPolicy(client, boundary)) }),
    };
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchEntityException") return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
