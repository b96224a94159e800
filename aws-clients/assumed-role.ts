import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { makeClient } from "./make-client";
import type { ClientSettings } from "./sign-in";
import { renewed, type Credentials } from "./sources/renewed";

/**
 * Credentials of a role, renewed shortly before they expire.
 * @param externalId what the role's trust policy asks for
 */
export function assumedRole(
  arn: string,
  settings: ClientSettings,
  externalId?: string,
): () => Promise<Credentials> {
  return renewed(() => assume(arn, settings, externalId));
}

async function assume(
  RoleArn: string,
  settings: ClientSettings,
  ExternalId: string | undefined,
): Promise<Credentials> {
  const client = makeClient(STSClient, settings, { maxAttempts: 5 });
  try {
    const asked = { RoleArn, RoleSessionName: "orgduty", ...(ExternalId !== undefined && { ExternalId }) };
    const answer = await client.send(new AssumeRoleCommand(asked));
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken, Expiration } = answer.Credentials ?? {};
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(SessionToken ? { sessionToken: SessionToken } : {}),
      ...(Expiration ? { expiration: Expiration } : {}),
    };
  } finally {
    client.destroy();
  }
}
