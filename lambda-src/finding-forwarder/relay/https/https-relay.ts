import { Agent, type RequestOptions } from "node:https";
import { urlToHttpOptions } from "node:url";
import type { LogRecord } from "../../report/log-record";
import type { HttpsRelayOptions, RelaySecret } from "../relay-options";
import { authorization } from "./authorization";
import { gzip } from "./gzip";
import { post } from "./https-post";
import { idempotencyKey } from "./idempotency-key";
import { judgeAnswer } from "./judge-answer";
import { foreignHeaders } from "./own-headers";
import { receiverWords } from "./receiver-words";
import type { Relay } from "../relay";
import { tlsOptions } from "../tls-options";

/** All its connections are to one relay with one secret: a name made of all TLS options is expensive to make. */
class RelayAgent extends Agent {
  override getName(): string {
    return "relay";
  }
}

/**
 * Sends batches of lines over HTTPS, compressed, on a connection that is kept. Only a 2xx status is a success, if the
 * config wants no more than that; a redirect is a failure.
 */
export class HttpsRelay implements Relay {
  private readonly agent: Agent;
  private readonly target: RequestOptions;
  private readonly headers: Readonly<Record<string, string>>;
  /** How far the relay's clock is ahead of ours, learned from its answers. A signature uses the relay's time. */
  private clockSkew = 0;

  constructor(
    private readonly options: HttpsRelayOptions,
    private readonly secret: RelaySecret,
  ) {
    const url = new URL(options.url);
    this.target = urlToHttpOptions(url);
    this.headers = foreignHeaders(options.headers);
    this.agent = new RelayAgent({ keepAlive: true, maxSockets: 2, ...tlsOptions(url.hostname, secret) });
  }

  async send(records: readonly LogRecord[], deadline: number): Promise<void> {
    const body = gzip(records.map(({ text }) => `${text}\n`).join(""));
    const headers = {
      "content-type": "application/x-ndjson",
      "content-encoding": "gzip",
      "content-length": String(body.length),
      "user-agent": "orgduty",
      "idempotency-key": idempotencyKey(records),
      ...this.headers,
      ...authorization(this.options.authentication, this.secret, body, Date.now() + this.clockSkew),
    };
    const answer = await post({ target: this.target, agent: this.agent, headers, body, deadline });
    this.clockSkew = answer.date === undefined ? 0 : answer.date - Date.now();
    judgeAnswer(answer, this.options.accepted, (text) => receiverWords(text, this.secret, records));
  }

  close(): void {
    this.agent.destroy();
  }
}
