import { blocker, fine, outOfReach, warning, type Finding } from "../line";
import type { RelayAddress, RelayReading } from "../read/relay";

const DAY_MS = 24 * 60 * 60_000;
const EXPIRES_SOON_DAYS = 30;

/** What is known of the relay before it is connected to. */
export interface RelayWish {
  readonly address: RelayAddress;
  /** Whether the forwarders reach it from inside a VPC, where this machine may not be. */
  readonly isInVpc: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Whether the relay answers from here, with a certificate that the forwarder takes, and until when. */
export function judgeRelay({ address, isInVpc, now }: RelayWish, reading: RelayReading): Finding {
  const name = `${address.host}:${address.port}`;
  const look = `openssl s_client -connect ${name}`;
  if (reading.kind === "unreachable") {
    if (isInVpc) {
      const fix = `run doctor inside the VPC of forwarding.vpc, or ${look} there`;
      return outOfReach(
        "relay",
        `whether ${name} answers: the forwarders reach it from their VPC`,
        reading.error,
        fix,
      );
    }
    const evidence = `${reading.error} (asked without a proxy, as the forwarder asks)`;
    return warning("relay", `the relay ${name} does not answer from here`, evidence, look);
  }
  const validTo = reading.validTo === undefined ? undefined : Date.parse(reading.validTo);
  const until = reading.validTo === undefined ? "" : `, certificate until ${reading.validTo}`;
  if (validTo !== undefined && validTo <= now)
    return blocker(
      "relay",
      `the certificate of the relay ${name} has expired`,
      `until ${reading.validTo}`,
      "renew it at the relay",
    );
  if (reading.kind === "untrusted") {
    const fix = "put the authority's certificate into the secret as `ca` (docs/findings-path.md)";
    return blocker(
      "relay",
      `the certificate of the relay ${name} is not trusted`,
      `${reading.error}${until}`,
      fix,
    );
  }
  if (validTo !== undefined && validTo - now < EXPIRES_SOON_DAYS * DAY_MS) {
    const days = Math.floor((validTo - now) / DAY_MS);
    return warning(
      "relay",
      `the certificate of the relay ${name} ends in ${days} days`,
      `until ${reading.validTo}`,
      "renew it at the relay",
    );
  }
  return fine("relay", `${name} answers`, `${reading.protocol ?? "without TLS"}${until}`);
}
