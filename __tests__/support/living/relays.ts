import { chmodSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { join } from "node:path";
import { TestAuthority } from "../receivers/certificates";
import { HttpsReceiver } from "../receivers/https-receiver";
import { framesOf, SyslogReceiver } from "../receivers/syslog-receiver";
import { NODE22 } from "../running-local-aws";

/** A syslog receiver without TLS, which a config may name with `insecure`. */
class PlainReceiver {
  readonly messages: string[] = [];
  readonly #server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", () => undefined);
    socket.on("end", () => {
      this.messages.push(...framesOf(Buffer.concat(chunks)).messages);
      socket.end();
    });
  });

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async start(): Promise<void> {
    await once(this.#server.listen(0, "127.0.0.1"), "listening");
  }

  async stop(): Promise<void> {
    if (this.#server.listening) await once(this.#server.close(), "close");
  }
}

/** A relay of each kind, all with certificates of one authority. Which one gets the findings is the config's choice. */
export class Relays {
  readonly #authority: TestAuthority;
  readonly https: HttpsReceiver;
  /** A second one over HTTPS, to move to. */
  readonly otherHttps: HttpsReceiver;
  readonly syslog: SyslogReceiver;
  readonly plainSyslog = new PlainReceiver();

  constructor(private readonly folder: string) {
    this.#authority = new TestAuthority(folder);
    const relay = this.#authority.issue("relay");
    this.https = new HttpsReceiver(relay);
    this.otherHttps = new HttpsReceiver(relay);
    this.syslog = new SyslogReceiver(relay, this.#authority.ca);
  }

  async start(): Promise<void> {
    for (const relay of this.#all) await relay.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#all.map((relay) => relay.stop()));
  }

  get #all() {
    return [this.https, this.otherHttps, this.syslog, this.plainSyslog];
  }

  /** What all of them have kept. */
  get lines(): string[] {
    return [
      ...this.https.lines,
      ...this.otherHttps.lines,
      ...this.syslog.messages,
      ...this.plainSyslog.messages,
    ];
  }

  /** The relay's secret: a token, the authority, and a certificate for the relay that asks for one. */
  get secret(): Readonly<Record<string, string>> {
    const { certificate: clientCertificate, key: clientKey } = this.#authority.issue("forwarder");
    return { token: "t", ca: this.#authority.ca.certificate, clientCertificate, clientKey };
  }

  /** A Node to run functions with that trusts this authority as it does a public one: for relays without a secret. */
  trustingNode(): string {
    const path = join(this.folder, "node");
    const { certificateFile } = this.#authority.ca;
    writeFileSync(path, `#!/bin/sh\nNODE_EXTRA_CA_CERTS='${certificateFile}' exec '${NODE22}' "$@"\n`);
    chmodSync(path, 0o755);
    return path;
  }
}
