import { IAMClient, GetRoleCommand, GetUserCommand } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { GetEventSourceMappingCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { DescribeSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { arn } from "../../aws/arn";
import type { Partition } from "../../aws/partitions";
import { clientSettings, globalRegion, type ClientSettings } from "../clients";
import { textOf, type Asked } from "./asked";
import type { Facts } from "./tables/table";

const LINKED_ROLE = "AWSServiceRoleForAmazonGuardDuty";

/** Looks facts up in the local AWS itself, as each account's root, which nothing refuses. */
export function liveFacts(endpoint: string): Facts {
  const inRegion = ({ place: { accountId, region } }: Asked) => clientSettings(endpoint, accountId, region);
  const inPartition = ({ place: { accountId, partition } }: Asked) =>
    clientSettings(endpoint, accountId, globalRegion(partition));
  const role = (accountId: string, partition: Partition, RoleName: string) => {
    const settings = clientSettings(endpoint, accountId, globalRegion(partition));
    return using(new IAMClient(settings), (client) => client.send(new GetRoleCommand({ RoleName })));
  };
  return {
    identityArn: async (account, partition, name, kind = "role") => {
      const plain = arn({ partition, service: "iam", account, resource: `${kind}/${name}` });
      if (kind === "role") return (await role(account, partition, name))?.Role?.Arn ?? plain;
      const settings = clientSettings(endpoint, account, globalRegion(partition));
      const found = await using(new IAMClient(settings), (client) =>
        client.send(new GetUserCommand({ UserName: name })),
      );
      return found?.User?.Arn ?? plain;
    },
    boundaryOf: async (asked) => {
      const name = textOf(asked, "RoleName");
      const { accountId, partition } = asked.place;
      const found = name === undefined ? undefined : await role(accountId, partition, name);
      return found?.Role?.PermissionsBoundary?.PermissionsBoundaryArn;
    },
    hasServiceLinkedRole: async ({ place: { accountId, partition } }) =>
      (await role(accountId, partition, LINKED_ROLE)) !== undefined,
    secretArn: async (asked, SecretId) =>
      (
        await using(new SecretsManagerClient(inRegion(asked)), (client) =>
          client.send(new DescribeSecretCommand({ SecretId })),
        )
      )?.ARN,
    keyArn: async (asked, KeyId) =>
      (
        await using(new KMSClient(inRegion(asked)), (client) =>
          client.send(new DescribeKeyCommand({ KeyId })),
        )
      )?.KeyMetadata?.Arn,
    functionOfMapping: async (asked, UUID) =>
      (
        await using(new LambdaClient(inRegion(asked)), (client) =>
          client.send(new GetEventSourceMappingCommand({ UUID })),
        )
      )?.FunctionArn,
    ...organizationFacts(inPartition),
  };
}

function organizationFacts(
  settingsOf: (asked: Asked) => ClientSettings,
): Pick<Facts, "organization" | "organizationPolicyArn"> {
  return {
    organization: async (asked) => {
      const found = await using(new OrganizationsClient(settingsOf(asked)), (client) =>
        client.send(new DescribeOrganizationCommand({})),
      );
      const { Id: id, MasterAccountId: management } = found?.Organization ?? {};
      return id && management ? { id, management } : undefined;
    },
    organizationPolicyArn: async (asked, PolicyId) =>
      (
        await using(new OrganizationsClient(settingsOf(asked)), (client) =>
          client.send(new DescribePolicyCommand({ PolicyId })),
        )
      )?.Policy?.PolicySummary?.Arn,
  };
}

/** Asks, and closes the connection. Undefined if there is no such thing. */
async function using<Client extends { destroy(): void }, Found>(
  client: Client,
  ask: (client: Client) => Promise<Found>,
): Promise<Found | undefined> {
  try {
    return await ask(client);
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}
