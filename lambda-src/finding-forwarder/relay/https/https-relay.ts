import { connect, createSecureContext, type ConnectionOptions } from "node:tls";
import { urlToHttpOptions } from "node:url";
import type { LogRecord } from "../../report/log-record";
import type { Relay } from "../relay";
import { fromSocketError } from "../relay-error";
import type { HttpsRelayOptions, RelaySecret } from "../relay-options";
import { tlsOptions } from "../tls-options";
import type { Answer } from "./answer";
import { authorization } from "./authorization";
import { gzip } from "./gzip";
import { HttpsConnection, StaleConnection } from "./https-connection";
import { idempotencyKey } from "./idempotency-key";
import { judgeAnswer } from "./judge-answer";
import { receiverWords } from "./receiver-words";
import { headerLine, requestHead } from "./request-head";

/**
 * Sends batches of lines over HTTPS, compressed, on a connection that is kept. Only a 2xx status is a success, if the
 * config wants no more than that; a redirect is a failure.
 */
export class HttpsRelay implements Relay {
  private readonly url: URL;
  private readonly target: ConnectionOptions;
  /** What every request begins with, once the first one was made. */
  private head: string | undefined;
  /** The connection that waits for the next request. */
  private idle: HttpsConnection | undefined;
  private session: Buffer | undefined;
  /** How far the relay's clock is ahead of ours, learned from its answers. A signature uses the relay's time. */
  private clockSkew = 0;

  constructor(
    private readonly options: HttpsRelayOptions,
    private readonly secret: RelaySecret,
  ) {
    this.url = new URL(options.url);
    const { hostname, port } = urlToHttpOptions(this.url);
    const tls = tlsOptions(hostname!, secret);
    this.target = {
      host: hostname!,
      port: Number(port ?? 443),
      servername: tls.servername,
      secureContext: createSecureContext(tls),
      ALPNProtocols: ["http/1.1"],
    };
  }

  async send(records: readonly LogRecord[], deadline: number): Promise<void> {
    try {
      const answer = await this.post(this.request(records), deadline);
      this.clockSkew = answer.date === undefined ? 0 : answer.date - Date.now();
      judgeAnswer(answer, this.options.accepted, (text) => receiverWords(text, this.secret, records));
    } catch (error) {
      throw fromSocketError(error);
    }
  }

  close(): void {
    this.idle?.destroy();
  }

  private request(records: readonly LogRecord[]): Buffer {
    const body = gzip(records.map(({ text }) => `${text}\n`).join(""));
    const { authentication, headers } = this.options;
    const isAuthorized = authentication === "bearer" || authentication === "basic";
    this.head ??= requestHead(this.url, headers, isAuthorized);
    const now = Date.now() + this.clockSkew;
    let head = `${this.head}content-length: ${body.length}\r\nidempotency-key: ${idempotencyKey(records)}\r\n`;
    for (const [name, value] of Object.entries(authorization(authentication, this.secret, body, now)))
      head += headerLine(name, value);
    head += "\r\n";
    const request = Buffer.allocUnsafe(head.length + body.length);
    body.copy(request, request.write(head, "latin1"));
    return request;
  }

  /**
   * A kept connection may have died while the function was frozen: if it is reset, the request is sent again at once on
   * a fresh one, without counting as a failure.
   */
  private async post(request: Buffer, deadline: number): Promise<Answer> {
    const { idle } = this;
    this.idle = undefined;
    try {
      if (idle?.isOpen) return await this.exchange(idle, request, deadline);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
    }
    return this.exchange(this.connect(), request, deadline);
  }

  private async exchange(connection: HttpsConnection, request: Buffer, deadline: number): Promise<Answer> {
    const answer = await connection.send(request, deadline);
    if (connection.isOpen) this.idle = connection;
    return answer;
  }

  private connect(): HttpsConnection {
    const socket = connect({ ...this.target, session: this.session });
    socket.setNoDelay(true).setKeepAlive(true, 1_000);
    socket.on("session", (session) => (this.session = session));
    socket.on("error", () => (this.session = undefined));
    return new HttpsConnection(socket);
  }
}
