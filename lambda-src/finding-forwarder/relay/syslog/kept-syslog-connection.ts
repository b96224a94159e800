import { setImmediate as nextTurn } from "node:timers/promises";
import { RelayError } from "../relay-error";
import type { SyslogConnection } from "./syslog-connection";

/** How much is sent on one connection before it is ended in order. */
const MAX_UNPROVEN_BYTES = 4 * 1024 * 1024;
/** A connection that was idle for longer may have died unnoticed: between invocations the function is frozen. */
const MAX_IDLE_MILLISECONDS = 1_000;

/**
 * The time limit for an orderly end: if the relay no longer answers, there must be time left to send everything again.
 */
const MAX_END_MILLISECONDS = 2_000;

/** The operations on connections. All of them throw RelayError or what the socket threw. */
export interface Connections {
  readonly connect: () => SyslogConnection;
  /** Waits for the orderly end of a connection. */
  readonly end: (connection: SyslogConnection, deadline: number) => Promise<void>;
  /** Sends on a separate connection and waits for its orderly end. */
  readonly sendAlone: (payload: Buffer, deadline: number) => Promise<void>;
}

/**
 * One connection for many exchanges. What it sent stays in memory until the connection's orderly end proves that the
 * relay read it, at the latest before the next use after a pause. If the connection dies instead, all of that is sent
 * again. An exchange counts as done before it is proven, so findings are lost if the function is removed before its
 * next invocation while the relay has unread bytes.
 */
export class KeptSyslogConnection {
  private connection: SyslogConnection | undefined;
  private lastUse = 0;

  /** @param unproven outlives this object: if the secret changes, the next object must still prove the same payloads */
  constructor(
    private readonly connections: Connections,
    private readonly unproven: Buffer[],
  ) {}

  async send(payload: Buffer, deadline: number): Promise<void> {
    if (!this.isUsable()) await this.prove(deadline);
    try {
      await this.carry(payload, deadline);
      this.unproven.push(payload);
    } catch (error) {
      this.connection = undefined;
      if (this.unproven.length === 0) throw error;
      await this.prove(deadline);
      await this.connections.sendAlone(payload, deadline);
    }
  }

  close(): void {
    this.connection?.destroy();
  }

  private isUsable(): boolean {
    const bytes = this.unproven.reduce((sum, { length }) => sum + length, 0);
    const isIdle = Date.now() - this.lastUse > MAX_IDLE_MILLISECONDS;
    return this.connection?.isOpen === true && !isIdle && bytes < MAX_UNPROVEN_BYTES;
  }

  private async carry(payload: Buffer, deadline: number): Promise<void> {
    this.connection ??= this.connections.connect();
    await this.connection.write(payload, deadline);
    await nextTurn(); // an end or reset that came before shows now
    if (!this.connection.isOpen) throw new RelayError("transient", "the relay closed the kept connection");
    this.lastUse = Date.now();
  }

  /** Afterwards nothing is left to prove, and there is no connection. */
  private async prove(deadline: number): Promise<void> {
    const { connection } = this;
    this.connection = undefined;
    const isProven = connection !== undefined && (await this.ends(connection, deadline));
    if (!isProven && this.unproven.length > 0)
      await this.connections.sendAlone(Buffer.concat(this.unproven), deadline);
    this.unproven.length = 0;
  }

  private async ends(connection: SyslogConnection, deadline: number): Promise<boolean> {
    try {
      await this.connections.end(connection, Math.min(deadline, Date.now() + MAX_END_MILLISECONDS));
      return true;
    } catch {
      return false; // the cause does not matter: everything is sent again
    }
  }
}
