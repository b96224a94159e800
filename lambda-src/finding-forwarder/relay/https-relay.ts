import { Agent } from "node:https";
import { gzipSync } from "node:zlib";
import type { LogRecord } from "../report/log-record";
import type { HttpsRelayOptions, RelaySecret } from "./relay-options";
import { authorization } from "./authorization";
import type { Answer } from "./https-answer";
import { post } from "./https-post";
import { idempotencyKey } from "./idempotency-key";
import { foreignHeaders } from "./own-headers";
import type { Relay } from "./relay";
import { RelayError } from "./relay-error";
import { retryAfterSeconds } from "./retry-after";
import { tlsOptions } from "./tls-options";

/** The cheapest level: findings are repetitive, and level 6 would take three times as long for a tenth less. */
const GZIP_LEVEL = 1;
/** The relay will never take these records as they are. */
const PERMANENT = [400, 413, 422];
const CREDENTIALS = [401, 403];

/**
 * Sends batches of lines over HTTPS, compressed, on a connection that is kept. Only a 2xx status is a success; a
 * redirect is a failure.
 */
export class HttpsRelay implements Relay {
  private readonly agent: Agent;
  private readonly url: URL;
  private readonly headers: Readonly<Record<string, string>>;
  /** How far the relay's clock is ahead of ours, learned from its answers. A signature uses the relay's time. */
  private clockSkew = 0;

  constructor(
    private readonly options: HttpsRelayOptions,
    private readonly secret: RelaySecret,
  ) {
    this.url = new URL(options.url);
    this.headers = foreignHeaders(options.headers);
    this.agent = new Agent({ keepAlive: true, maxSockets: 2, ...tlsOptions(this.url.hostname, secret) });
  }

  async send(records: readonly LogRecord[], deadline: number): Promise<void> {
    const body = gzipSync(records.map(({ text }) => `${text}\n`).join(""), { level: GZIP_LEVEL });
    const headers = {
      "content-type": "application/x-ndjson",
      "content-encoding": "gzip",
      "content-length": String(body.length),
      "user-agent": "orgduty",
      "idempotency-key": idempotencyKey(records),
      ...this.headers,
      ...authorization(this.options.authentication, this.secret, body, Date.now() + this.clockSkew),
    };
    const answer = await post({ url: this.url, agent: this.agent, headers, body, deadline });
    this.clockSkew = answer.date === undefined ? 0 : answer.date - Date.now();
    judge(answer);
  }

  close(): void {
    this.agent.destroy();
  }
}

function judge({ status, retryAfter }: Answer): void {
  if (status >= 200 && status < 300) return;
  const reason = `the relay answered ${status}`;
  if (PERMANENT.includes(status)) throw new RelayError("permanent", reason);
  if (CREDENTIALS.includes(status)) throw new RelayError("credentials", reason);
  throw new RelayError("transient", reason, retryAfterSeconds(retryAfter, Date.now()));
}
