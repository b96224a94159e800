import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { Answer, Exchange } from "./exchange";

/** Passes requests to moto, on behalf of the account that the front door found. */
export class MotoGateway {
  constructor(private readonly port: number) {}

  /** Passes a request through as it streams in, and the answer as it streams out. */
  stream(incoming: IncomingMessage, outgoing: ServerResponse, accountId: string | undefined): void {
    const upstream = httpRequest(
      this.options(incoming.method, incoming.url, incoming.headers, accountId),
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    upstream.once("error", (error) => refuse(outgoing, error));
    outgoing.once("close", () => upstream.destroy());
    incoming.pipe(upstream);
  }

  /** Sends a request whose body was read already, perhaps changed, and reads the whole answer. */
  async send(
    exchange: Exchange,
    body: Buffer | string,
    accountId = exchange.caller.accountId,
  ): Promise<Answer> {
    const query = exchange.query.size > 0 ? `?${exchange.query.toString()}` : "";
    const headers = { ...exchange.headers, "content-length": String(Buffer.byteLength(body)) };
    delete (headers as Record<string, unknown>)["transfer-encoding"];
    return new Promise((resolve, reject) => {
      const options = this.options(exchange.method, exchange.path + query, headers, accountId);
      const upstream = httpRequest(options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.once("error", reject);
        answer.once("end", () =>
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      });
      upstream.once("error", reject);
      upstream.end(body);
    });
  }

  private options(
    method: string | undefined,
    path: string | undefined,
    headers: object,
    accountId: string | undefined,
  ) {
    const account = accountId === undefined ? {} : { "x-moto-account-id": accountId };
    return { host: "127.0.0.1", port: this.port, method, path, headers: { ...headers, ...account } };
  }
}

function refuse(outgoing: ServerResponse, error: Error): void {
  if (outgoing.headersSent) outgoing.destroy();
  else
    outgoing.writeHead(502, { "content-type": "text/plain" }).end(`moto did not answer: ${error.message}\n`);
}
