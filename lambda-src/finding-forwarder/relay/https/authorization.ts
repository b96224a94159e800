import { createHmac } from "node:crypto";
import type { HttpsRelayOptions, RelaySecret } from "../relay-options";
import { RelayError } from "../relay-error";

/**
 * The headers that authenticate us. An HMAC signature is `v1=` and the hex SHA-256 HMAC over the timestamp in seconds,
 * a full stop and the body as sent (compressed), so that neither can be replayed or exchanged.
 *
 * @throws RelayError credentials, if the secret lacks what the method needs: it may have been completed just now
 */
export function authorization(
  method: HttpsRelayOptions["authentication"],
  secret: RelaySecret,
  body: Buffer,
  now: number,
): Record<string, string> {
  const need = (name: keyof RelaySecret): string => {
    const value = secret[name];
    if (!value) throw new RelayError("credentials", `the relay's secret has no ${name}`);
    return value;
  };
  switch (method) {
    case "none":
      return {};
    case "bearer":
      return { authorization: `Bearer ${need("token")}` };
    case "basic":
      return {
        authorization: `Basic ${Buffer.from(`${need("username")}:${need("password")}`).toString("base64")}`,
      };
    case "hmac": {
      const timestamp = String(Math.floor(now / 1000));
      const signature = createHmac("sha256", need("hmacKey"))
        .update(`${timestamp}.`)
        .update(body)
        .digest("hex");
      return { "x-orgduty-timestamp": timestamp, "x-orgduty-signature": `v1=${signature}` };
    }
  }
}
