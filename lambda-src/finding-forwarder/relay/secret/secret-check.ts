import { X509Certificate } from "node:crypto";
import { validateHeaderValue } from "node:http";
import { createSecureContext } from "node:tls";

/** What each way of authentication needs of the secret. */
export const SECRET_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  none: [],
  bearer: ["token"],
  basic: ["username", "password"],
  hmac: ["hmacKey"],
};

const TEXTS = [
  "token",
  "username",
  "password",
  "hmacKey",
  "ca",
  "clientCertificate",
  "clientKey",
  "serverName",
];

/**
 * Why a relay's secret cannot be used, in words that never quote it; undefined if it can.
 *
 * @param authentication of `logRelay`; none for a syslog relay
 */
export function secretFault(secret: unknown, authentication = "none"): string | undefined {
  if (typeof secret !== "object" || secret === null || Array.isArray(secret))
    return "it is not a JSON object";
  const members = secret as Readonly<Record<string, unknown>>;
  const odd = TEXTS.find((name) => members[name] !== undefined && typeof members[name] !== "string");
  if (odd !== undefined) return `its ${odd} is not text`;
  const texts = members as Readonly<Record<string, string | undefined>>;
  const missing = SECRET_MEMBERS[authentication]?.find((name) => !texts[name]);
  if (missing !== undefined) return `it has no ${missing}`;
  if (authentication === "bearer" && fails(() => validateHeaderValue("authorization", texts.token!)))
    return "its token has a character that no header can hold";
  return certificateFault(texts);
}

function certificateFault({
  ca,
  clientCertificate: cert,
  clientKey: key,
}: Readonly<Record<string, string | undefined>>): string | undefined {
  if (ca !== undefined && fails(() => new X509Certificate(ca))) return "its ca is not a PEM certificate";
  if (!cert && !key) return undefined;
  if (!cert) return "it has a clientKey without a clientCertificate";
  if (!key) return "it has a clientCertificate without a clientKey";
  if (fails(() => createSecureContext({ cert }))) return "its clientCertificate is not a PEM certificate";
  return fails(() => createSecureContext({ cert, key }))
    ? "its clientKey is not the key of its clientCertificate"
    : undefined;
}

function fails(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch {
    return true; // the error's text may quote the secret
  }
}
