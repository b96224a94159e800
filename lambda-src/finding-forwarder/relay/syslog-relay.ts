import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls, createSecureContext, TLSSocket, type ConnectionOptions } from "node:tls";
import type { LogRecord } from "../log-record";
import type { RelaySecret, SyslogRelayOptions } from "../relay-options";
import type { Relay } from "./relay";
import { fromSocketError, RelayError } from "./relay-error";
import { syslogFrames } from "./syslog-frame";
import { syslogMessages } from "./syslog-message";
import { tlsOptions } from "./tls-options";

/** On a fast network the round trip says little about how long a server takes to look at a certificate. */
const MIN_SETTLING_MILLISECONDS = 50;

/**
 * Syslog over TLS. The protocol has no acknowledgement, so each exchange is a connection of its own that we end: we send close_notify, and
 * count the records as taken when the relay has ended its side in order too. A receiver that dies, refuses our certificate or leaves bytes
 * unread answers with an alert or a reset instead, or ends before we do. Sessions are resumed, so that the next handshake is cheap.
 */
export class SyslogRelay implements Relay {
  /** Of an exchange that went well: whoever resumes it was accepted before. */
  private session: Buffer | undefined;

  private readonly tls: ConnectionOptions;

  constructor(
    private readonly options: SyslogRelayOptions,
    secret: RelaySecret,
  ) {
    const tls = tlsOptions(options.host, secret);
    this.tls = { servername: tls.servername, secureContext: createSecureContext(tls) };
  }

  async send(records: readonly LogRecord[], deadline: number): Promise<void> {
    const frames = syslogFrames(records.flatMap((record) => syslogMessages(record, this.options)));
    const socket = this.connect();
    let session: Buffer | undefined;
    socket.on("session", (ticket) => (session = ticket));
    try {
      await exchange(socket, frames, deadline);
      this.session = session ?? this.session;
    } catch (error) {
      this.session = undefined;
      throw fromSocketError(error);
    }
  }

  close(): void {
    this.session = undefined;
  }

  private connect(): Socket {
    const { host, port, insecure } = this.options;
    if (insecure) return connectTcp({ host, port });
    return connectTls({ host, port, ...this.tls, session: this.session });
  }
}

/**
 * Writes everything, ends, and waits until the other side has ended as well.
 *
 * Under TLS 1.3 a server judges our certificate after the handshake is over for us, and rsyslog then just closes: were we to end
 * at once, its refusal would look like its consent. So the end of a session that was not resumed is held back for
 * a round trip, in which a refusal shows.
 */
function exchange(socket: Socket, payload: Buffer, deadline: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const timer = setTimeout(
      () => socket.destroy(new RelayError("transient", "the relay did not take everything in time")),
      Math.max(0, deadline - started),
    );
    let settling: NodeJS.Timeout | undefined;
    let weEnded = false;
    let endedInOrder = false;
    const end = () => {
      weEnded = true;
      socket.end();
    };
    socket.on(socket instanceof TLSSocket ? "secureConnect" : "connect", () => {
      const roundTrips = Date.now() - started;
      socket.write(payload);
      if (socket instanceof TLSSocket && socket.isSessionReused()) end();
      else settling = setTimeout(end, Math.max(MIN_SETTLING_MILLISECONDS, 2 * roundTrips));
    });
    socket.on("error", reject);
    socket.on("end", () => (endedInOrder = weEnded && socket.writableFinished));
    socket.on("close", () => {
      clearTimeout(timer);
      clearTimeout(settling);
      if (endedInOrder) resolve();
      else reject(new RelayError("credentials", "the relay closed the connection before we did"));
    });
    socket.resume();
  });
}
