import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls, TLSSocket } from "node:tls";
import type { LogRecord } from "../log-record";
import type { RelaySecret, SyslogRelayOptions } from "../relay-options";
import type { Relay } from "./relay";
import { fromSocketError, RelayError } from "./relay-error";
import { syslogFrame } from "./syslog-frame";
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
  private session: Buffer | undefined;

  constructor(
    private readonly options: SyslogRelayOptions,
    private readonly secret: RelaySecret,
  ) {}

  async send(records: readonly LogRecord[], deadline: number): Promise<void> {
    const frames = records.flatMap((record) => syslogMessages(record, this.options)).map(syslogFrame);
    try {
      await exchange(this.connect(), Buffer.concat(frames), deadline);
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
    const socket = connectTls({ host, port, ...tlsOptions(host, this.secret), session: this.session });
    return socket.on("session", (session) => (this.session = session));
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
    let endedInOrder = false;
    socket.on(socket instanceof TLSSocket ? "secureConnect" : "connect", () => {
      socket.write(payload);
      if (socket instanceof TLSSocket && socket.isSessionReused()) socket.end();
      else
        settling = setTimeout(
          () => socket.end(),
          Math.max(MIN_SETTLING_MILLISECONDS, 2 * (Date.now() - started)),
        );
    });
    socket.on("error", reject);
    socket.on("end", () => (endedInOrder = socket.writableFinished));
    socket.on("close", () => {
      clearTimeout(timer);
      clearTimeout(settling);
      if (endedInOrder) resolve();
      else reject(new RelayError("transient", "the relay closed the connection before it had everything"));
    });
    socket.resume();
  });
}
