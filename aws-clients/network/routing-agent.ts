import { Agent as HttpAgent, type ClientRequest } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { Agent, type AgentConnectOpts } from "agent-base";
import { proxyFor, type Proxy } from "./proxy-for";

/** Connections that wait for the next request. The SDK's own agents keep as many. */
const KEPT = { keepAlive: true, maxSockets: 50 };

/** Sends each request straight to AWS or through the proxy that the environment names for it. */
export class RoutingAgent extends Agent {
  readonly #agents = new Map<string, Promise<HttpAgent>>();

  constructor(private readonly trusted: () => Promise<readonly string[] | undefined>) {
    super();
  }

  override async connect(_: ClientRequest, options: AgentConnectOpts): Promise<HttpAgent> {
    const { secureEndpoint: secure, host = "", port } = options;
    const proxy = proxyFor({ secure, host, port: String(port) }, process.env);
    const key = `${secure} ${proxy?.url.href ?? "straight"}`;
    const known = this.#agents.get(key);
    if (known) return known;
    const made = this.#make(secure, proxy);
    this.#agents.set(key, made);
    return made;
  }

  override destroy(): void {
    for (const agent of this.#agents.values())
      agent.then(
        (made) => made.destroy(),
        () => undefined,
      );
    super.destroy();
  }

  async #make(secure: boolean, proxy: Proxy | undefined): Promise<HttpAgent> {
    const ca = await this.trusted();
    if (proxy) return (await import("./tunnel")).tunnel(proxy, { secure, ca });
    return secure ? new HttpsAgent({ ...KEPT, ...(ca ? { ca: [...ca] } : {}) }) : new HttpAgent(KEPT);
  }
}
