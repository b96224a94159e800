import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { makeClient } from "./make-client";
import type { ClientSettings } from "./sign-in";
import { renewed, type Credentials } from "./sources/renewed";

/** Credentials of a role, renewed shortly before they expire. */
export function assumedRole(arn: string, settings: ClientSettings): () => Promise<Credentials> {
  return renewed(() => assume(arn, settings));
}

async function assume(RoleArn: string, settings: ClientSettings): Promise<Credentials> {
  const client = makeClient(STSClient, settings, { maxAttempts: 5 });
  try {
    const answer = await client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "orgduty" }));
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
