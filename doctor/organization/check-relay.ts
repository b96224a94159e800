import type { OrganizationConfig } from "../../config/config";
import type { Region } from "../../config/regions";
import { at, type Line } from "../line";
import { addressOf, readRelay } from "../read/relay";
import type { TlsMaterial } from "../read/secret";
import { judgeRelay } from "./relay";

const LIMIT_MS = 10_000;

/** What the relay's check needs. */
export interface RelayProps {
  readonly organization: OrganizationConfig;
  /** What each region's secret holds for the connection. */
  readonly tls: ReadonlyMap<Region, TlsMaterial>;
  /** Ends the run with an AbortError. @default it is not interrupted */
  readonly signal?: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Connects to the organization's relay once, with what its secret says of certificates. */
export async function checkRelay({ organization, tls, signal, now }: RelayProps): Promise<Line[]> {
  const { forwarding, partition, homeRegion } = organization;
  if (!forwarding) return [];
  const address = addressOf(forwarding.logRelay);
  const material = tls.get(homeRegion) ?? [...tls.values()][0] ?? {};
  const reading = await readRelay(address, material, { limitMs: LIMIT_MS, ...(signal ? { signal } : {}) });
  const isInVpc = Object.keys(forwarding.vpc).length > 0;
  return at({ partition }, [judgeRelay({ address, isInVpc, now }, reading)]);
}
