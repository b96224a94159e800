/** What a request's signature says: the access key, the region and the service. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

const SCOPE = /Credential=([^/,\s]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/;

/**
 * Reads the credential scope from the Authorization header, or from X-Amz-Credential in a presigned URL. The signature
 * is not checked: every process that reaches the loopback port is trusted.
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
