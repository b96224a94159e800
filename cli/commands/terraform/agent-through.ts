import { request as requestHttp, type Agent, type ClientRequestArgs, type RequestOptions } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Duplex } from "node:stream";
import { connect, type ConnectionOptions } from "node:tls";
import { OperatorError } from "../../../config/problems/operator-error";

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

/** The value may hold a password, so that no message repeats it. */
function proxyUrl(proxy: string): URL {
  const text = proxy.includes("://") ? proxy : `http://${proxy}`;
  if (/^http:/i.test(text) && URL.canParse(text)) return new URL(text);
  throw new OperatorError(
    "HTTPS_PROXY holds no URL of an HTTP proxy",
    "e.g. HTTPS_PROXY=http://proxy.example.com:3128, or http://USER:PASSWORD@proxy.example.com:3128",
  );
}

/** How long a proxy may take to open a tunnel. */
const TUNNEL_MILLISECONDS = 30_000;

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
    asked.setTimeout(TUNNEL_MILLISECONDS, () => asked.destroy(new Error("it does not answer")));
    asked.once("error", ({ message }) => failed(message));
    asked.once("connect", ({ statusCode }, socket) => {
      socket.setTimeout(0);
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
