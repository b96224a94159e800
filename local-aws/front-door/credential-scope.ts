/** What a signature says about a request: who signed, for which region and service. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

const SCOPE = /Credential=([^/,\s]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/;

/**
 * Reads the credential scope from the Authorization header, or from X-Amz-Credential of a presigned URL.
 * The signature itself is not checked: whoever reaches the loopback port may be anybody.
 */
export function credentialScope(
  authorization: string | undefined,
  query: URLSearchParams,
): CredentialScope | undefined {
  const presigned = query.get("X-Amz-Credential");
  const match = SCOPE.exec(authorization ?? (presigned === null ? "" : `Credential=${presigned}`));
  if (!match) return undefined;
  const [, accessKeyId = "", region = "", service = ""] = match;
  return { accessKeyId, region, service };
}
