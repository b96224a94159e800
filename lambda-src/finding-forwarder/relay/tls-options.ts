import { isIP } from "node:net";
import type { ConnectionOptions } from "node:tls";
import type { RelaySecret } from "./relay-options";

/** Those that servers choose from in practice. Offering OpenSSL's whole list costs a fifth of a handshake more. */
const CURVES = "X25519:P-256:P-384:P-521";

/** Whom to trust and who we are. The relay's certificate is always verified; there is no option to skip it. */
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
