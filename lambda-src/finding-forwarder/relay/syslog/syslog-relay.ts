import { connect as connectTcp } from "node:net";
import { connect as connectTls, createSecureContext, type ConnectionOptions } from "node:tls";
import type { LogRecord } from "../../report/log-record";
import type { RelaySecret, SyslogRelayOptions } from "../relay-options";
import { KeptSyslogConnection } from "./kept-syslog-connection";
import type { Relay } from "../relay";
import { fromSocketError } from "../relay-error";
import { SyslogConnection } from "./syslog-connection";
import { syslogFrames } from "./syslog-frame";
import { syslogMessages } from "./syslog-message";
import { tlsOptions } from "../tls-options";

/**
 * Syslog over TLS. Each exchange has a connection of its own, and the orderly end of the connection confirms it.
 * Sessions are resumed, so that the next handshake is cheap. With `keepConnection` one connection is kept, which
 * confirms late.
 */
export class SyslogRelay implements Relay {
  /** The session of a connection that ended well: a resumed session was accepted before. */
  private session: Buffer | undefined;
  private readonly tls: ConnectionOptions;
  private readonly kept: KeptSyslogConnection;

  /** @param unproven payloads that kept connections sent and that are not confirmed yet */
  constructor(
    private readonly options: SyslogRelayOptions,
    secret: RelaySecret,
    unproven: Buffer[] = [],
  ) {
    const tls = tlsOptions(options.host, secret);
    this.tls = { servername: tls.servername, secureContext: createSecureContext(tls) };
    this.kept = new KeptSyslogConnection(
      {
        connect: () => this.connect(),
        end: (connection, deadline) => this.end(connection, deadline),
        sendAlone: (payload, deadline) => this.sendAlone(payload, deadline),
      },
      unproven,
    );
  }

  async send(records: readonly LogRecord[], deadline: number): Promise<void> {
    const payload = syslogFrames(records.flatMap((record) => syslogMessages(record, this.options)));
    try {
      await (this.options.keepConnection
        ? this.kept.send(payload, deadline)
        : this.sendAlone(payload, deadline));
    } catch (error) {
      this.session = undefined;
      throw fromSocketError(error);
    }
  }

  close(): void {
    this.session = undefined;
    this.kept.close();
  }

  private async sendAlone(payload: Buffer, deadline: number): Promise<void> {
    const connection = this.connect();
    await connection.write(payload, deadline);
    await this.end(connection, deadline);
  }

  private async end(connection: SyslogConnection, deadline: number): Promise<void> {
    await connection.end(deadline);
    this.session = connection.session ?? this.session;
  }

  private connect(): SyslogConnection {
    const { host, port, insecure } = this.options;
    return new SyslogConnection(
      insecure ? connectTcp({ host, port }) : connectTls({ host, port, ...this.tls, session: this.session }),
    );
  }
}
