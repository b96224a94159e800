import { BlockList, isIP } from "node:net";

/** A host and port that a request goes to. */
export interface Target {
  readonly host: string;
  readonly port: string;
}

/**
 * Whether NO_PROXY keeps a request away from the proxy. The forms are those of Go, in which Terraform's provider is
 * written: `*`, a domain (and what is below it), `.domain` or `*.domain` (only what is below it), an address, a range
 * like 10.0.0.0/8, and a domain or an address with a port.
 * Source: https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config
 */
export function isLeftOut(noProxy: string, target: Target): boolean {
  const host = target.host.toLowerCase().replace(/^\[|\]$/g, "");
  if (isThisMachine(host)) return true;
  return noProxy
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== "" && matches(entry, host, target.port));
}

/** Go never sends what is on the same machine to a proxy. */
function isThisMachine(host: string): boolean {
  return host === "localhost" || isInRange("127.0.0.0/8", host) || host === "::1";
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  if (entry.includes("/")) return isInRange(entry, host);
  const [name, ownPort] = split(entry);
  if (name === "" || (ownPort !== undefined && ownPort !== port)) return false;
  if (isIP(name)) return isInRange(`${name}/${isIP(name) === 6 ? 128 : 32}`, host);
  const below = name.replace(/^\*(?=\.)/, "");
  return below.startsWith(".") ? host.endsWith(below) : host === below || host.endsWith(`.${below}`);
}

/** The name and the port of an entry. An IPv6 address with a port stands in brackets. */
function split(entry: string): [name: string, port?: string] {
  const [, bracketed, portAfter] = /^\[(.*)\](?::(\d+))?$/.exec(entry) ?? [];
  if (bracketed !== undefined) return [bracketed, portAfter];
  if (isIP(entry) === 6) return [entry];
  const [, name = entry, port] = /^([^:]*):(\d+)$/.exec(entry) ?? [];
  return [name, port];
}

function isInRange(range: string, host: string): boolean {
  const [network = "", prefix = ""] = range.split("/");
  const [kind, bits] = [isIP(network), Number(prefix)];
  if (kind === 0 || isIP(host) === 0) return false;
  if (!/^\d+$/.test(prefix) || bits > (kind === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, kind === 6 ? "ipv6" : "ipv4");
  return list.check(host, isIP(host) === 6 ? "ipv6" : "ipv4");
}
