import type { Agent } from "node:http";
import { proxyFor } from "../../../aws-clients/network/proxy-for";
import { tunnel } from "../../../aws-clients/network/tunnel";

/**
 * Which agent a request needs, so that it goes through the proxy in HTTPS_PROXY, as those to AWS do. What is in NO_PROXY,
 * on this machine, or not https goes straight there.
 * @param ca certificates of authorities to trust @default Node's, and those in NODE_EXTRA_CA_CERTS
 */
export function agentThrough(
  env: NodeJS.ProcessEnv,
  ca?: readonly string[],
): (url: URL) => Agent | undefined {
  return ({ protocol, hostname, port }) => {
    if (protocol !== "https:") return undefined;
    const proxy = proxyFor({ secure: true, host: hostname, port: port || "443" }, env);
    return proxy && tunnel(proxy, { secure: true, ca });
  };
}
