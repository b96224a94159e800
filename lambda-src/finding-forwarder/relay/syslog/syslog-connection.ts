import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { RelayError } from "../relay-error";

/**
 * On a fast network the round trip does not show how long a server takes to check a certificate. A busy rsyslog took more than
 * 50 ms. Every session that is not resumed waits: each batch's, if the receiver resumes none.
 */
const MIN_SETTLING_MILLISECONDS = 250;
/** A server that is slow at a handshake is slow at judging it, too. */
const SETTLING_HANDSHAKES = 4;

/**
 * A connection to a syslog receiver, from its handshake to its orderly end. The protocol has no acknowledgement: the
 * only evidence that the receiver read everything is that it ends its side in order after we ended ours. A receiver
 * that dies, refuses our certificate or leaves bytes unread answers with an alert or a reset instead, or ends before we
 * do.
 */
export class SyslogConnection {
  /** The TLS session to resume, once this connection has ended well: a resumed session was accepted before. */
  session: Buffer | undefined;

  private weEnded = false;
  private readonly settled: Promise<unknown>;
  private readonly ended: Promise<void>;

  constructor(private readonly socket: Socket) {
    this.ended = new Promise((resolve, reject) => {
      let inOrder = false;
      socket.on("end", () => (inOrder = this.weEnded && socket.writableFinished));
      socket.on("error", reject);
      socket.on("close", () =>
        inOrder
          ? resolve()
          : reject(new RelayError("credentials", "the relay closed the connection before we did")),
      );
    });
    this.ended.catch(() => undefined); // it may end while no caller waits for it
    this.settled = this.settle(Date.now());
    socket.on("session", (ticket: Buffer) => (this.session = ticket));
    socket.resume();
  }

  /** Whether the connection is open: as far as we know, the relay has neither ended nor reset it. */
  get isOpen(): boolean {
    return !this.socket.destroyed && !this.socket.readableEnded;
  }

  /**
   * Passes bytes to TCP.
   * @param deadline milliseconds since 1970
   */
  async write(payload: Buffer, deadline: number): Promise<void> {
    const written = new Promise<void>((resolve, reject) =>
      this.socket.write(payload, (error) => (error ? reject(error) : resolve())),
    );
    await this.until(deadline, Promise.all([written, this.settled]));
  }

  /** Ends our side. If it returns, the relay has read everything. */
  async end(deadline: number): Promise<void> {
    this.weEnded = true;
    this.socket.end();
    await this.until(deadline, this.ended);
  }

  /** Closes the connection at once, whatever is in progress. */
  destroy(): void {
    this.socket.destroy();
  }

  /**
   * Under TLS 1.3 a server checks our certificate after the handshake is finished for us, and rsyslog then just closes.
   * If we ended at once, its refusal would look like an orderly end. So on a session that was not resumed, the first
   * write also waits for a round trip, in which a refusal shows.
   */
  private async settle(started: number): Promise<void> {
    const isTls = this.socket instanceof TLSSocket;
    await new Promise<void>((resolve) => this.socket.once(isTls ? "secureConnect" : "connect", resolve));
    if (this.socket instanceof TLSSocket && this.socket.isSessionReused()) return;
    const handshakes = SETTLING_HANDSHAKES * (Date.now() - started);
    await sleep(Math.max(MIN_SETTLING_MILLISECONDS, handshakes), undefined, { ref: false });
  }

  private async until(deadline: number, work: Promise<unknown>): Promise<void> {
    const late = new RelayError("slow", "the relay did not take everything in time");
    const timer = setTimeout(() => this.socket.destroy(late), Math.max(0, deadline - Date.now()));
    try {
      await Promise.race([work, this.ended]);
    } finally {
      clearTimeout(timer);
    }
  }
}
