import { Agent } from "node:https";
import { gzipSync } from "node:zlib";
import type { LogRecord } from "../report/log-record";
import type { HttpsRelayOptions, RelaySecret } from "./relay-options";
import { authorization } from "./authorization";
import { post } from "./https-post";
import { idempotencyKey } from "./idempotency-key";
import { judgeAnswer } from "./judge-answer";
import { foreignHeaders } from "./own-headers";
import { receiverWords } from "./receiver-words";
import type { Relay } from "./relay";
import { tlsOptions } from "./tls-options";

/** The cheapest level: findings are repetitive, and level 6 would take three times as long for a tenth less. */
const GZIP_LEVEL = 1;
/**
 * Sends batches of lines over HTTPS, compressed, on a connection that is kept. Only a 2xx status is a success, if the
 * config wants no more than that; a redirect is a failure.
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
    judgeAnswer(answer, this.options.accepted, (text) => receiverWords(text, this.secret, records));
  }

  close(): void {
    this.agent.destroy();
  }
}
