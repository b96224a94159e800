import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { RelayError } from "./relay-error";

/** On a fast network the round trip says little about how long a server takes to look at a certificate. */
const MIN_SETTLING_MILLISECONDS = 50;

/**
 * A connection to a syslog receiver, from its handshake to its orderly end. The protocol has no acknowledgement: that the receiver ends its
 * side in order after we ended ours is all the evidence there is that it read everything. One that dies, refuses our certificate or
 * leaves bytes unread answers with an alert or a reset instead, or ends before we do.
 */
export class SyslogConnection {
  /** For resuming, once this connection has ended well: whoever resumes it was accepted before. */
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
    this.ended.catch(() => undefined); // it may end while nobody waits for it
    this.settled = this.settle(Date.now());
    socket.on("session", (ticket: Buffer) => (this.session = ticket));
    socket.resume();
  }

  /** Whether the relay has neither ended it nor reset it, as far as we have heard. */
  get isOpen(): boolean {
    return !this.socket.destroyed && !this.socket.readableEnded;
  }

  /**
   * Hands bytes over to TCP.
   * @param deadline milliseconds since 1970
   */
  async write(payload: Buffer, deadline: number): Promise<void> {
    const written = new Promise<void>((resolve, reject) =>
      this.socket.write(payload, (error) => (error ? reject(error) : resolve())),
    );
    await this.until(deadline, Promise.all([written, this.settled]));
  }

  /** Ends our side. Returning means that the relay has read everything. */
  async end(deadline: number): Promise<void> {
    this.weEnded = true;
    this.socket.end();
    await this.until(deadline, this.ended);
  }

  /** Gives up at once, whatever is under way. */
  destroy(): void {
    this.socket.destroy();
  }

  /**
   * Under TLS 1.3 a server judges our certificate after the handshake is over for us, and rsyslog then just closes: were we to end
   * at once, its refusal would look like its consent. So on a session that was not resumed the first bytes are given a
   * round trip in which a refusal shows.
   */
  private async settle(started: number): Promise<void> {
    const isTls = this.socket instanceof TLSSocket;
    await new Promise<void>((resolve) => this.socket.once(isTls ? "secureConnect" : "connect", resolve));
    if (this.socket instanceof TLSSocket && this.socket.isSessionReused()) return;
    await sleep(Math.max(MIN_SETTLING_MILLISECONDS, 2 * (Date.now() - started)), undefined, { ref: false });
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
