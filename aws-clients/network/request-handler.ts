import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { profileSection } from "../sources/profiles";
import { RoutingAgent } from "./routing-agent";
import { trustedCertificates } from "./trusted-certificates";

const VARIABLES = [
  "HTTPS_PROXY",
  "https_proxy",
  "HTTP_PROXY",
  "http_proxy",
  "AWS_CA_BUNDLE",
  "SSL_CERT_FILE",
];

/**
 * How an SDK client gets its requests to AWS, if the environment or a profile says so: the SDK knows neither a proxy
 * nor AWS_CA_BUNDLE. Undefined leaves the client with the SDK's own way. Each client needs one of its own, because it
 * closes the connections when it is closed.
 */
export function requestHandler(profile: string | undefined): NodeHttpHandler | undefined {
  if (!VARIABLES.some((name) => process.env[name]) && !configMentions("ca_bundle")) return undefined;
  const agent = new RoutingAgent(() => trustedBy(profile));
  return new NodeHttpHandler({ httpAgent: agent, httpsAgent: agent as never });
}

async function trustedBy(profile: string | undefined): Promise<readonly string[] | undefined> {
  const name = profile ?? (process.env.AWS_PROFILE || "default");
  const { ca_bundle: caBundle } = (await profileSection(name)) ?? {};
  return trustedCertificates(process.env, { name, caBundle });
}

/** Whether the person's AWS config holds a setting at all: reading it properly takes an asynchronous call. */
function configMentions(setting: string): boolean {
  const path = process.env.AWS_CONFIG_FILE || join(process.env.HOME || homedir(), ".aws", "config");
  try {
    return new RegExp(`^\\s*${setting}\\s*=`, "m").test(readFileSync(path, "utf8"));
  } catch {
    return false;
  }
}
