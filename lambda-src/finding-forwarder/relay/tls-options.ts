import { isIP } from "node:net";
import type { ConnectionOptions } from "node:tls";
import type { RelaySecret } from "./relay-options";

/**
 * The curves that servers choose in practice. Offering OpenSSL's whole list makes a handshake a fifth more expensive.
 */
const CURVES = "X25519:P-256:P-384:P-521";

/** The certificates that we trust and our own. The relay's certificate is always verified; no option skips that. */
export function tlsOptions(host: string, secret: RelaySecret): ConnectionOptions {
  const { ca, clientCertificate, clientKey, serverName } = secret;
  return {
    ca,
    cert: clientCertificate,
    key: clientKey,
    minVersion: "TLSv1.2",
    ecdhCurve: CURVES,
    servername: serverName ?? (isIP(host) ? "" : host),
  };
}
