import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import type { Certificate } from "./certificates";

/** One request, before its body was read. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Reads the whole body as it was sent. */
  body(): Promise<Buffer>;
  /** Keeps lines as a relay would, for good. */
  store(lines: readonly string[]): void;
}

/** How a relay treats a request. */
export type Behaviour = (exchange: Exchange) => Promise<void> | void;

export const linesOf = (body: Buffer): string[] => gunzipSync(body).toString().split("\n").slice(0, -1);

export const accept: Behaviour = async ({ response, body, store }) => {
  store(linesOf(await body()));
  response.writeHead(200).end();
};

/** A relay over HTTPS that misbehaves as told: each of `next` once, then `always`. */
export class HttpsReceiver {
  readonly lines: string[] = [];
  next: Behaviour[] = [];
  always: Behaviour = accept;
  private server: Server | undefined;
  private lastPort = 0;

  constructor(private certificate: Certificate) {}

  get port(): number {
    return this.lastPort;
  }

  /** Listens, on the port it had before. */
  async start(): Promise<void> {
    const { key, certificate: cert } = this.certificate;
    this.server = createServer({ key, cert }, (request, response) => this.serve(request, response));
    this.server.on("clientError", (_, socket) => socket.destroy()).on("tlsClientError", () => undefined);
    this.server.listen(this.lastPort, "127.0.0.1");
    await once(this.server, "listening");
    this.lastPort = (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    if (!this.server?.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }

  present(certificate: Certificate): void {
    this.certificate = certificate;
    this.server?.setSecureContext({ key: certificate.key, cert: certificate.certificate });
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    const behaviour = this.next.shift() ?? this.always;
    request.on("error", () => undefined);
    void behaviour({
      request,
      response,
      body: async () => Buffer.concat(await request.toArray()),
      store: (lines) => void this.lines.push(...lines),
    });
  }
}
