import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  type DescribeSecretCommandOutput,
} from "@aws-sdk/client-secrets-manager";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import type { Attributes } from "../../intent/expected-stack";
import { secretFault } from "../../lambda-src/finding-forwarder/relay/secret/secret-check";
import { tagsOf } from "../../aws-clients/tags";
import type { Reading } from "./live";

const MISSING = ["ResourceNotFoundException"];
const TYPE = "aws_secretsmanager_secret";

/** What can be said about a secret's value without revealing it. */
export type SecretShape =
  | "missing"
  | "empty"
  | "not JSON"
  | {
      readonly members: readonly string[];
      /** Why the forwarder could not use it, whatever the authentication. */
      readonly fault?: string;
    };

/**
 * Reads a secret of the region, its policy, and the shape of its value. The value itself is neither stored nor passed
 * on.
 */
export async function readSecret(reading: Reading, name: string): Promise<Read<SecretShape>> {
  const { clients, calls, attempts, live } = reading;
  const command = new DescribeSecretCommand({ SecretId: name });
  const answer = calls.make((options) => clients.secrets.send(command, options));
  const found = await attempts.read(`secret ${name}`, unlessMissing(answer, MISSING));
  if (found === UNREAD) return UNREAD;
  if (!found || found.DeletedDate) {
    live.put(TYPE, name, undefined);
    return "missing";
  }
  live.put(TYPE, name, secretOf(found));
  const [shape] = await Promise.all([
    attempts.read(`value of secret ${name}`, readShape(reading, name)),
    // A replica has the policy of its primary, so only the primary's policy is read.
    found.PrimaryRegion && found.PrimaryRegion !== reading.region ? undefined : readPolicy(reading, name),
  ]);
  return shape;
}

function secretOf(found: DescribeSecretCommandOutput): Attributes {
  return {
    name: found.Name,
    description: found.Description,
    kms_key_id: found.KmsKeyId === "alias/aws/secretsmanager" ? undefined : found.KmsKeyId,
    replica: (found.ReplicationStatus ?? []).map(({ Region, KmsKeyId }) => ({
      region: Region,
      kms_key_id: KmsKeyId === "alias/aws/secretsmanager" ? undefined : KmsKeyId,
    })),
    rotation_enabled: found.RotationEnabled ?? false,
    tags: tagsOf(found.Tags),
  };
}

async function readShape({ clients, calls }: Reading, SecretId: string): Promise<SecretShape> {
  const command = new GetSecretValueCommand({ SecretId });
  const answer = calls.make((options) => clients.secrets.send(command, options));
  const found = await unlessMissing(answer, MISSING);
  if (!found) return "empty";
  try {
    const value = JSON.parse(found.SecretString ?? "") as unknown;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return "not JSON";
    const fault = secretFault(value);
    return {
      ...(fault !== undefined && { fault }),
      members: Object.entries(value).flatMap(([key, one]) =>
        typeof one === "string" && one !== "" ? [key] : [],
      ),
    };
  } catch {
    return "not JSON";
  }
}

/** No stack gives the secret a policy. A policy that denies access would stop the function. */
async function readPolicy({ clients, calls, attempts, live }: Reading, name: string): Promise<void> {
  const command = new GetResourcePolicyCommand({ SecretId: name });
  const answer = calls.make((options) => clients.secrets.send(command, options));
  const found = await attempts.read(`policy of secret ${name}`, unlessMissing(answer, MISSING));
  if (found === UNREAD || !found?.ResourcePolicy) return;
  live.unexpected.push({ reason: "NOT_EXPECTED", resource: `${name} policy`, found: "a resource policy" });
}
