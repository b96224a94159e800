import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { TestAuthority } from "../../__tests__/support/receivers/certificates";

/** The demo's own log relay: HTTPS on loopback, with a certificate whose authority is made for this run only. */
export class Relay {
  /** PEM of the authority. The forwarder reads it from the secret. */
  readonly authority: string;
  private readonly server: Server;
  private readonly received: string[] = [];

  constructor(
    folder: string,
    readonly token: string,
  ) {
    const authority = new TestAuthority(folder);
    this.authority = authority.ca.certificate;
    const { key, certificate } = authority.issue("relay");
    this.server = createServer({ key, cert: certificate }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.once("end", () => {
        const isKnown = request.headers.authorization === `Bearer ${this.token}`;
        if (isKnown) this.take(Buffer.concat(chunks), request.headers["content-encoding"]);
        response.writeHead(isKnown ? 200 : 401).end();
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}/guardduty`;
  }

  /** Waits for the first record that names an account. @throws if none arrives in time */
  async recordOf(accountId: string, timeoutMs: number, signal: AbortSignal): Promise<string> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = this.received.find((record) => record.includes(accountId));
      if (found) return found;
      if (Date.now() > deadline)
        throw new Error(`no record of account ${accountId} within ${timeoutMs / 1000} s`);
      await sleep(100, undefined, { signal });
    }
  }

  /** How many records name an account. */
  count(accountId: string): number {
    return this.received.filter((record) => record.includes(accountId)).length;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private take(body: Buffer, encoding: string | undefined): void {
    const text = (encoding === "gzip" ? gunzipSync(body) : body).toString("utf8");
    this.received.push(...text.split("\n").filter((line) => line !== ""));
  }
}
