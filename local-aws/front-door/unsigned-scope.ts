import type { IncomingMessage } from "node:http";
import type { CredentialScope } from "./credential-scope";

/** STS operations that need no credentials. */
const UNSIGNED_ACTIONS = /(?:^|&)Action=AssumeRoleWith(?:WebIdentity|SAML)(?:&|$)/;

/**
 * The scope of a request without a signature, from its form body. Other unsigned requests (a public bucket, one of
 * moto's pages) have no scope: moto decides by the path.
 */
export async function unsignedScope(
  incoming: IncomingMessage,
  body: () => Promise<Buffer>,
): Promise<CredentialScope | undefined> {
  if (!incoming.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) return undefined;
  if (!UNSIGNED_ACTIONS.test((await body()).toString("utf8"))) return undefined;
  return { accessKeyId: "", region: "us-east-1", service: "sts" };
}
