import { request as requestHttp, type Agent, type ClientRequestArgs, type RequestOptions } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Duplex } from "node:stream";
import { connect, type ConnectionOptions } from "node:tls";

type Connected = (error: Error | null, stream: Duplex) => void;

/**
 * Which agent a request needs, so that it goes through the proxy in HTTPS_PROXY. What is in NO_PROXY, on this machine, or
 * not https goes straight there.
 * @param trust e.g. a certificate authority of one's own @default Node's authorities, and those in NODE_EXTRA_CA_CERTS
 */
export function agentThrough(
  env: NodeJS.ProcessEnv,
  trust: ConnectionOptions = {},
): (url: URL) => Agent | undefined {
  const proxy = env.HTTPS_PROXY || env.https_proxy;
  const direct = (env.NO_PROXY || env.no_proxy || "")
    .split(",")
    .map((name) => name.trim().replace(/^\*?\./, ""));
  return ({ protocol, hostname }) => {
    const isDirect = [...direct, "localhost", "127.0.0.1"].some(
      (name) => name !== "" && covers(name, hostname),
    );
    return proxy && protocol === "https:" && !isDirect ? new TunnelAgent(proxyUrl(proxy), trust) : undefined;
  };
}

function covers(name: string, host: string): boolean {
  return name === "*" || host === name || host.endsWith(`.${name}`);
}

function proxyUrl(proxy: string): URL {
  return new URL(proxy.includes("://") ? proxy : `http://${proxy}`);
}

/** Asks a proxy for a tunnel, and speaks TLS through it. */
class TunnelAgent extends HttpsAgent {
  constructor(
    private readonly proxy: URL,
    private readonly trust: ConnectionOptions,
  ) {
    super();
  }

  override createConnection(
    { host, port }: ClientRequestArgs,
    connected: Connected = () => undefined,
  ): undefined {
    const failed = (why: string) =>
      connected(new Error(`the proxy ${this.proxy.host} (HTTPS_PROXY): ${why}`), none());
    const asked = requestHttp(tunnelRequest(this.proxy, `${host}:${port}`));
    asked.once("error", ({ message }) => failed(message));
    asked.once("connect", ({ statusCode }, socket) => {
      if (statusCode === 200)
        return connected(null, connect({ ...this.trust, socket, servername: host ?? "" }));
      socket.destroy();
      failed(`it answers ${statusCode}`);
    });
    asked.end();
    return undefined;
  }
}

/** Node reads no stream beside an error, but wants one. */
function none(): Duplex {
  return undefined as unknown as Duplex;
}

function tunnelRequest({ hostname, port, username, password }: URL, target: string): RequestOptions {
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = username
    ? { "proxy-authorization": `Basic ${Buffer.from(login).toString("base64")}` }
    : {};
  const headers = { host: target, ...authorization };
  return { host: hostname, port: port || 80, method: "CONNECT", path: target, agent: false, headers };
}
