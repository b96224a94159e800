import type { TLSSocket } from "node:tls";
import { RelayError } from "../relay-error";
import { beforeEverything, isSuccess, type Answer } from "./answer";
import { AnswerReader } from "./answer-reader";

/** The connection was dead before we used it. */
export class StaleConnection extends Error {}

interface Exchange {
  readonly reader: AnswerReader;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * A connection to the relay, for one request at a time. Whatever the relay does, an exchange ends: with the answer's
 * end, an error, the close of the connection, or the deadline.
 */
export class HttpsConnection {
  private exchange: Exchange | undefined;
  private wasUsed = false;
  /** Whether an answer came that allows another request. */
  private isReusable = true;

  constructor(private readonly socket: TLSSocket) {
    socket.on("data", (bytes: Buffer) => this.read(bytes));
    socket.on("end", () => this.ended());
    socket.on("error", (error: NodeJS.ErrnoException) => this.failed(error));
    socket.on("close", () => this.ended());
  }

  /** As far as we know, another request can be sent. */
  get isOpen(): boolean {
    return this.isReusable && this.socket.writable && !this.socket.readableEnded;
  }

  /**
   * @param deadline milliseconds since 1970
   * @throws StaleConnection, RelayError, or the socket's error
   */
  send(request: Buffer, deadline: number): Promise<Answer> {
    this.socket.ref();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.late(), Math.max(0, deadline - Date.now()));
      this.exchange = { reader: new AnswerReader(), resolve, reject, timer };
      this.socket.write(request);
    });
  }

  destroy(): void {
    this.socket.destroy();
  }

  private read(bytes: Buffer): void {
    const { exchange } = this;
    if (!exchange || exchange.reader.isComplete) return this.destroy(); // nobody asked for it
    const { reader } = exchange;
    const wasHead = reader.head !== undefined;
    try {
      reader.take(bytes);
    } catch (error) {
      return this.fail(error as Error);
    }
    if (!wasHead && reader.head) this.refuseEarly(exchange, reader.head.status);
    if (reader.isComplete) this.complete(exchange);
  }

  /**
   * Fails if the relay says yes before it was given everything. A refusal may come early, and a relay that takes a body
   * answers after it. Once TCP has the body, nobody can tell how much of it the relay has read. Node learns that TCP
   * has it one turn later: a quick relay's answer may be here before that.
   */
  private refuseEarly(exchange: Exchange, status: number): void {
    if (!isSuccess(status) || this.socket.writableLength === 0) return;
    setImmediate(() => {
      if (this.exchange === exchange && this.socket.writableLength > 0) this.fail(beforeEverything(status));
    });
  }

  /**
   * A relay that promises to keep the connection and closes it together with a 2xx, or resets it, did not read our
   * request to its end. That shows one turn later, and so does an answer that came too early.
   */
  private complete(exchange: Exchange): void {
    const { status, promisesToStay } = exchange.reader.head!;
    if (!isSuccess(status)) return this.settle(exchange);
    setImmediate(() => {
      if (this.exchange !== exchange) return;
      const isGone = this.socket.destroyed || this.socket.readableEnded;
      if (promisesToStay && isGone) this.fail(beforeEverything(status));
      else this.settle(exchange);
    });
  }

  private settle({ reader, resolve, timer }: Exchange): void {
    clearTimeout(timer);
    this.exchange = undefined;
    this.wasUsed = true;
    this.isReusable = reader.head!.isReusable && this.socket.writableLength === 0;
    if (this.isReusable) this.socket.unref();
    else this.socket.destroySoon();
    resolve(reader.answer());
  }

  private ended(): void {
    const { exchange } = this;
    if (!exchange || exchange.reader.isComplete) return;
    exchange.reader.end();
    if (exchange.reader.isComplete) this.complete(exchange);
    else this.failed(new RelayError("transient", "the relay closed the connection without an answer"));
  }

  private failed(error: NodeJS.ErrnoException): void {
    if (this.exchange?.reader.isComplete) return; // complete() judges it
    const isDead = error instanceof RelayError || error.code === "ECONNRESET" || error.code === "EPIPE";
    this.fail(isDead && this.wasUsed && !this.exchange?.reader.head ? new StaleConnection() : error);
  }

  private late(): void {
    this.fail(new RelayError("slow", "the relay did not answer in time"));
  }

  private fail(error: Error): void {
    const { exchange } = this;
    this.exchange = undefined;
    this.isReusable = false;
    if (exchange) {
      clearTimeout(exchange.timer);
      exchange.reject(error);
    }
    this.destroy();
  }
}
