import { BlockList, isIP } from "node:net";
import { partitionOf, PARTITIONS } from "../aws/partitions";
import type { ForwardingConfig, OrgdutyConfig } from "../config/config";
import type { Region } from "../config/regions";

/** A relay that a deployed forwarder cannot reach. */
export interface RelayOutOfReach {
  readonly host: string;
  readonly why: string;
  readonly fix: string;
}

/**
 * Blocks that are never somebody else's machine: loopback, link-local (a metadata service), unspecified.
 * Source: https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const OWN = blocks(["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "::/127", "fe80::/10"]);
/** Blocks that are routed inside networks only. */
const PRIVATE = blocks(["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]);

/** Names that only a private resolver knows. */
const PRIVATE_NAME = /^[^.]+$|\.(internal|local|lan|intranet|corp|home|home\.arpa)$/i;

/**
 * Each relay that a forwarder in AWS cannot reach by its name or address. A rehearsal on the local AWS may use one, a
 * deployment may not.
 */
export function relaysOutOfReach({ organizations, regions }: OrgdutyConfig): RelayOutOfReach[] {
  const found = PARTITIONS.flatMap((partition) => {
    const organization = organizations[partition];
    const forwarding = organization?.forwarding;
    if (!organization || !forwarding) return [];
    const places =
      forwarding.topology === "hub"
        ? [organization.homeRegion]
        : regions.filter((region) => partitionOf(region) === partition);
    return outOfReach(forwarding, places) ?? [];
  });
  return [...new Map(found.map((one) => [one.host, one])).values()];
}

function outOfReach(
  { logRelay, vpc }: ForwardingConfig,
  places: readonly Region[],
): RelayOutOfReach | undefined {
  const host = hostOf(logRelay);
  if (/(^|\.)localhost$/i.test(host) || isIn(OWN, host))
    return { host, why: "is the function's own machine", fix: "name the relay as others reach it" };
  const open = places.find((region) => vpc[region] === undefined);
  if (open === undefined || !(isIn(PRIVATE, host) || (isIP(host) === 0 && PRIVATE_NAME.test(host))))
    return undefined;
  const why = `is known inside a private network only, and the forwarder of ${open} is in none`;
  return { host, why, fix: `give forwarding.vpc the subnets of ${open}, or name a public relay` };
}

function hostOf(relay: ForwardingConfig["logRelay"]): string {
  const host = relay.protocol === "https" ? new URL(relay.url).hostname : relay.host;
  return host.replace(/^\[|\]$/g, "");
}

function blocks(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = "", prefix] = subnet.split("/");
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? "ipv6" : "ipv4");
  }
  return list;
}

function isIn(list: BlockList, host: string): boolean {
  const family = isIP(host);
  return family > 0 && list.check(host, family === 6 ? "ipv6" : "ipv4");
}
