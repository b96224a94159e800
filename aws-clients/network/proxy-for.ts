import { OperatorError } from "../../config/problems/operator-error";
import { isLeftOut, type Target } from "./no-proxy";

/** A proxy, and the variable that names it. */
export interface Proxy {
  /** With the password, if it has one: only for the connection, never for a message. */
  readonly url: URL;
  readonly variable: string;
}

/** Where a request goes. */
export interface Destination extends Target {
  readonly secure: boolean;
}

/**
 * The proxy for a request, or undefined if it goes straight there. As in Terraform's provider, HTTPS_PROXY is for https
 * and HTTP_PROXY for http, and the upper-case name counts first.
 * @throws OperatorError if the variable holds no URL of an HTTP proxy
 */
export function proxyFor(destination: Destination, env: NodeJS.ProcessEnv): Proxy | undefined {
  const name = destination.secure ? "HTTPS_PROXY" : "HTTP_PROXY";
  const variable = env[name] ? name : name.toLowerCase();
  const value = env[variable];
  if (!value || isLeftOut(env.NO_PROXY || env.no_proxy || "", destination)) return undefined;
  return { url: parsed(value, variable), variable };
}

/** A proxy for messages: its host and port, and the variable that names it. */
export function proxyText({ url, variable }: Proxy): string {
  return `the proxy ${url.host} (${variable})`;
}

/** Go takes `host:port` too. The value may hold a password, so no message repeats it. */
function parsed(value: string, variable: string): URL {
  const text = /^[a-z0-9+.-]+:\/\//i.test(value) ? value : `http://${value}`;
  const url = /^https?:/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  // A password with a slash in it ends the host too early, and what follows would be a path.
  if (url && /^\/?$/.test(url.pathname) && url.search === "" && url.hash === "") return url;
  const socks = /^socks/i.test(text) ? "SOCKS cannot be used, an HTTP proxy can: " : "";
  throw new OperatorError(
    `${variable} holds no URL of an HTTP proxy`,
    `${socks}e.g. ${variable}=http://proxy.example.com:3128, or http://USER:PASSWORD@proxy.example.com:3128 with what is special in the password escaped, e.g. @ as %40, / as %2F`,
  );
}
