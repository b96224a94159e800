import { join } from "node:path";
import type { RelayOptions, RelaySecret } from "../../../lambda-src/finding-forwarder/relay/relay-options";
import { AwsStub } from "../../support/receivers/aws-stub";
import { TestAuthority, type Certificate } from "../../support/receivers/certificates";
import { CuttingProxy } from "../../support/receivers/cutting-proxy";
import { ExecutionEnvironment } from "../../support/receivers/execution-environment";
import { HttpsReceiver } from "../../support/receivers/https-receiver";
import { SyslogReceiver } from "../../support/receivers/syslog-receiver";

/** Certificates for all cases: made once, because openssl takes its time. */
export class Certificates {
  readonly authority: TestAuthority;
  readonly otherCa: Certificate;
  readonly relay: Certificate;
  readonly expired: Certificate;
  readonly otherName: Certificate;
  readonly client: Certificate;
  readonly strangeClient: Certificate;

  constructor(folder: string) {
    this.authority = new TestAuthority(join(folder, "authority"));
    const stranger = new TestAuthority(join(folder, "stranger"));
    this.otherCa = stranger.ca;
    this.relay = this.authority.issue("relay");
    this.expired = this.authority.issue("expired", undefined, -1);
    this.otherName = this.authority.issue("other", "DNS:other.example.com");
    this.client = this.authority.issue("client");
    this.strangeClient = stranger.issue("client");
  }

  /** What the relay's secret holds when all is well. */
  get secret(): RelaySecret {
    const { certificate: clientCertificate, key: clientKey } = this.client;
    return {
      ca: this.authority.ca.certificate,
      clientCertificate,
      clientKey,
      token: "right",
      hmacKey: "key",
    };
  }
}

/** A function, its queue and its relay, all real, for one case. */
export class World {
  readonly aws = new AwsStub();
  readonly https: HttpsReceiver;
  readonly syslog: SyslogReceiver;
  readonly proxy: CuttingProxy;
  environment!: ExecutionEnvironment;
  maxResidentKilobytes = 0;

  constructor(
    readonly certificates: Certificates,
    private readonly script: string,
    readonly relay: "https" | "syslog",
    private readonly options: Readonly<Record<string, unknown>>,
    /** Byte counts after which a proxy before the relay cuts its first connections. */
    cuts: readonly number[] | undefined,
  ) {
    this.https = new HttpsReceiver(certificates.relay);
    this.syslog = new SyslogReceiver(certificates.relay, certificates.authority.ca);
    this.proxy = new CuttingProxy(() => this.receiver.port, [...(cuts ?? [])]);
    this.proxied = cuts !== undefined;
    this.keepSecret({});
  }

  private readonly proxied: boolean;

  get receiver(): HttpsReceiver | SyslogReceiver {
    return this.relay === "https" ? this.https : this.syslog;
  }

  /** Lines or messages that the relay kept. */
  get kept(): readonly string[] {
    return this.relay === "https" ? this.https.lines : this.syslog.messages;
  }

  /** Changes the secret, as a person who rotates it does. */
  keepSecret(changes: RelaySecret): void {
    this.aws.secret = JSON.stringify({ ...this.certificates.secret, ...changes });
  }

  async start(): Promise<void> {
    await Promise.all([this.aws.start(), this.receiver.start(), this.proxy.start()]);
    await this.restartFunction();
  }

  /** A fresh execution environment, as after a crash. */
  async restartFunction(): Promise<void> {
    this.environment = await ExecutionEnvironment.start(this.script, {
      AWS_ENDPOINT_URL: this.aws.url,
      ORGDUTY_LOG_RELAY: JSON.stringify(this.relayOptions()),
      ORGDUTY_FORMAT: "guardduty",
      ORGDUTY_QUEUE_URL: `${this.aws.url}/findings`,
      ORGDUTY_DEAD_LETTER_QUEUE_URL: `${this.aws.url}/findings-dead`,
      ORGDUTY_SECRET_NAME: "relay",
    });
  }

  async stop(): Promise<void> {
    await this.environment.stop();
    await this.receiver.stop();
    this.proxy.stop();
    this.aws.stop();
  }

  private relayOptions(): RelayOptions {
    const port = this.proxied ? this.proxy.port : this.receiver.port;
    const https = {
      protocol: "https",
      url: `https://localhost:${port}/logs`,
      headers: {},
      authentication: "bearer",
    };
    const syslog = {
      protocol: "syslog",
      host: "localhost",
      port,
      facility: 16,
      appName: "orgduty",
      maxFrameBytes: 8192,
      oversize: "fail",
    };
    return { ...(this.relay === "https" ? https : syslog), ...this.options } as RelayOptions;
  }
}
