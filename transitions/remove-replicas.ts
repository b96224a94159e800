import { RemoveRegionsFromReplicationCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { makeClient } from "../aws-clients/make-client";
import { unlessMissing } from "../aws-clients/calls";
import type { ReplicatedSecret } from "./path-effects";
import type { Place } from "./put-planned";

/**
 * Ends the replication of secrets. Terraform's provider plans nothing if the last replica leaves a configuration: it takes a
 * secret without replicas for one whose replicas it is not to touch.
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/23316, seen with 5.100.0
 */
export async function removeReplicas(
  { settings, calls }: Place,
  secrets: readonly ReplicatedSecret[],
): Promise<void> {
  const client = makeClient(SecretsManagerClient, settings);
  try {
    for (const { name, regions } of secrets) {
      const command = new RemoveRegionsFromReplicationCommand({
        SecretId: name,
        RemoveReplicaRegions: [...regions],
      });
      const answer = calls.make((options) => client.send(command, options));
      await unlessMissing(answer, ["ResourceNotFoundException"]);
    }
  } finally {
    client.destroy();
  }
}
