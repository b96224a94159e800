import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { types } from "node:util";
import type { AgentConnectOpts } from "agent-base";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { OperatorError } from "../../config/problems/operator-error";
import { proxyText, type Proxy } from "./proxy-for";

/** Connections that wait for the next request. The SDK's own agents keep as many. */
const KEPT = { keepAlive: true, maxSockets: 50 };

/** Goes through a proxy by CONNECT, and trusts the same certificates behind it as without it. */
class Tunnel extends HttpsProxyAgent<string> {
  constructor(
    private readonly through: Proxy,
    private readonly trust: { readonly ca?: string[] },
  ) {
    super(through.url.href, { ...KEPT, ...trust });
    this.on("proxyConnect", (answer: { readonly statusCode: number; readonly statusText: string }) =>
      refuseUnlessOpen(answer, through),
    );
  }

  override async connect(request: ClientRequest, options: AgentConnectOpts): Promise<Socket> {
    try {
      return await super.connect(request, { ...options, ...this.trust });
    } catch (error) {
      if (types.isNativeError(error) && !(error instanceof OperatorError))
        error.message = `${proxyText(this.through)}: ${error.message}`;
      throw error;
    }
  }
}

/** What keeps connections through a proxy. It is loaded only if there is one. */
export function tunnel(
  proxy: Proxy,
  { secure, ca }: { readonly secure: boolean; readonly ca?: readonly string[] | undefined },
): Tunnel | HttpProxyAgent<string> {
  const trust = ca ? { ca: [...ca] } : {};
  return secure ? new Tunnel(proxy, trust) : new HttpProxyAgent(proxy.url.href, { ...KEPT, ...trust });
}

/** Without this, the proxy's page of HTML would be taken for the answer of AWS. */
function refuseUnlessOpen(
  { statusCode, statusText }: { readonly statusCode: number; readonly statusText: string },
  proxy: Proxy,
): void {
  if (statusCode === 200) return;
  const { variable } = proxy;
  throw new OperatorError(
    `${proxyText(proxy)} refused the connection: ${statusCode} ${statusText}`,
    statusCode === 407
      ? `give ${variable} the user and the password that the proxy asks for, e.g. ${variable}=http://USER:PASSWORD@${proxy.url.host}, with what is special in them escaped, e.g. @ as %40`
      : `ask who runs the proxy to allow the endpoints of AWS (*.amazonaws.com:443), or name what it must not carry in NO_PROXY`,
  );
}
