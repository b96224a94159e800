import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { partitionOf } from "../../aws/partitions";
import type { Callers } from "./callers";
import { credentialScope, type CredentialScope } from "./credential-scope";
import { errorAnswer, type Answer, type Exchange, type Interceptor } from "./exchange";
import type { FaultyAnswers } from "../faults/faulty-answers";
import type { Guard } from "../permissions/guard";
import type { MotoGateway } from "./moto-gateway";
import { unsignedScope } from "./unsigned-scope";

/** The services behind the front door. */
export interface FrontDoorProps {
  readonly moto: MotoGateway;
  readonly callers: Callers;
  /** Our own services, by the service in the credential scope. */
  readonly interceptors: ReadonlyMap<string, Interceptor>;
  /** What a person has set to go wrong. */
  readonly faults: FaultyAnswers;
  /** Refuses what a caller's policies do not allow. @default everybody may do everything */
  readonly guard?: Guard;
  /** Our own paths, below /_local/. */
  readonly control: (method: string, path: string, body: Buffer) => Promise<Answer>;
}

/** One loopback port for every AWS service, account and region. */
export class FrontDoor {
  private readonly server: Server;

  constructor(private readonly props: FrontDoorProps) {
    // Idle connections stay open: closing one would fail a client that uses it at that moment and does not retry.
    this.server = createServer({ keepAliveTimeout: 0 }, (incoming, outgoing) => {
      this.handle(incoming, outgoing).catch((error: unknown) => fail(outgoing, error));
    });
  }

  /** Starts to listen; 0 means any free port. @returns the URL that clients use as endpoint */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, "127.0.0.1", resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
    const body = bodyReader(incoming);
    if (url.pathname.startsWith("/_local/")) {
      const path = url.pathname.slice("/_local".length);
      return write(outgoing, await this.props.control(incoming.method ?? "GET", path, await body.read()));
    }
    const signed = credentialScope(incoming.headers.authorization, url.searchParams);
    const scope = signed ?? (await unsignedScope(incoming, body.read));
    const exchange = scope && this.exchangeOf(incoming, url, scope, body.read);
    const refusal = exchange && (await this.props.guard?.refusalOf(exchange));
    if (refusal) return write(outgoing, refusal);
    const faulty = exchange && (await this.props.faults.to(exchange, this.answer));
    // Without an answer and in the middle of the connection: what a client sees if the network is cut.
    if (faulty === "cut") return void incoming.socket.destroy();
    const answer =
      faulty ??
      (exchange && (await this.intercepted(exchange))) ??
      (exchange && body.wasRead() ? await this.props.moto.send(exchange, await body.read()) : undefined);
    if (exchange) this.props.guard?.noticed(exchange);
    if (answer) return write(outgoing, answer);
    this.props.moto.stream(incoming, outgoing, exchange?.caller.accountId);
  }

  private intercepted(exchange: Exchange): Promise<Answer | undefined> {
    return this.props.interceptors.get(exchange.service)?.(exchange) ?? Promise.resolve(undefined);
  }

  /** The whole answer, where it may not stream. */
  private readonly answer = async (exchange: Exchange): Promise<Answer> =>
    (await this.intercepted(exchange)) ?? this.props.moto.send(exchange, await exchange.body());

  private exchangeOf(
    incoming: IncomingMessage,
    url: URL,
    scope: CredentialScope,
    body: () => Promise<Buffer>,
  ): Exchange {
    const partition = partitionOf(scope.region);
    const { method = "GET", headers } = incoming;
    const caller = this.props.callers.callerOf(scope.accessKeyId, partition);
    const { service, region } = scope;
    return {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers,
      service,
      region,
      partition,
      caller,
      body,
    };
  }
}

function bodyReader(incoming: IncomingMessage) {
  let reading: Promise<Buffer> | undefined;
  const read = () => (reading ??= readAll(incoming));
  return { read, wasRead: () => reading !== undefined };
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function write(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, headers).end(body);
}

function fail(outgoing: ServerResponse, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (outgoing.headersSent) outgoing.destroy();
  else write(outgoing, errorAnswer(500, "InternalFailure", text));
}
