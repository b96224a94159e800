/**
 * Headers that the forwarder sets for each request, or that belong to the connection: a config may not set them. The
 * config's value would be sent beside or instead of the right one, and the relay would misread the request.
 */
export const OWN_HEADERS: readonly string[] = [
  "connection",
  "content-encoding",
  "content-length",
  "expect",
  "host",
  "idempotency-key",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-orgduty-signature",
  "x-orgduty-timestamp",
];

/** The headers of a config that are not the forwarder's own: an environment may be edited by hand. */
export function foreignHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !OWN_HEADERS.includes(name.toLowerCase())),
  );
}
