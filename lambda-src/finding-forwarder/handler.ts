import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { CircuitBreaker } from "./batch/circuit-breaker";
import { deliver } from "./batch/deliver";
import { ExchangeSize } from "./batch/exchange-size";
import { Lines } from "./report/lines";
import { Log } from "./report/log";
import { Metrics } from "./report/metrics";
import { WrittenReport } from "./report/written-report";
import { processBatch } from "./batch/process-batch";
import { SqsQueue } from "./batch/queue";
import { RecentKeys } from "./batch/recent-keys";
import { RelayConnection } from "./relay/relay-connection";
import type { RelaySecret } from "./relay/relay-options";
import { RelaySecretCache } from "./relay/secret/relay-secret";
import { HttpsRelay } from "./relay/https/https-relay";
import type { Relay } from "./relay/relay";
import { SyslogRelay } from "./relay/syslog/syslog-relay";
import { readSettings } from "./settings";

/** Time reserved at the end of an invocation, for handing back messages that were not sent. */
const RESERVED_MILLISECONDS = 2_000;
/** One or two MB of keys. */
const REMEMBERED_DELIVERIES = 10_000;
/**
 * SQS hands a message out twice if a deletion failed or came late: after the visibility timeout, which is 6 minutes, or
 * our longest delay of 15. A key that comes later was sent for a reason.
 */
const REMEMBERED_MILLISECONDS = 20 * 60_000;
/** Short enough for two tries within the reserved time. */
const SQS_REQUEST = { connectionTimeout: 500, requestTimeout: 900, throwOnRequestTimeout: true };
const SECRET_REQUEST = { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true };

const settings = readSettings(process.env);
const queue = new SqsQueue(new SQSClient({ maxAttempts: 2, requestHandler: SQS_REQUEST }), settings);
// Not `console`: Lambda puts words before what is written with it, and nobody could read the line as JSON.
const lines = new Lines((text) => void process.stdout.write(text));
const metrics = new Metrics((line) => lines.add(line), settings.functionName);
const log = new Log({
  info: (line) => lines.add(line),
  problem: (line) => void process.stderr.write(`${line}\n`),
});
const report = new WrittenReport(log, metrics);
const secrets = new RelaySecretCache(
  settings.secretName ? fetchSecret(settings.secretName) : () => Promise.resolve("{}"),
  settings.relay.protocol === "https" ? settings.relay.authentication : "none",
  (reason) => report.secretUnusable(reason),
);
const connection = new RelayConnection(buildRelay, secrets, new CircuitBreaker());
const size = new ExchangeSize();
const delivered = new RecentKeys(REMEMBERED_DELIVERIES, REMEMBERED_MILLISECONDS);
// Fetched while Lambda is still initializing. A failure is reported later, when the secret is needed.
void secrets.get().catch(() => undefined);

/** Records that kept connections have not confirmed. It outlives relays, which are rebuilt when the secret changes. */
const unproven: Buffer[] = [];

/** Forwards a batch of the queue's messages to the log relay and reports for each message whether it must come back. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const deadline = Date.now() + context.getRemainingTimeInMillis() - RESERVED_MILLISECONDS;
  try {
    return await processBatch(event.Records, {
      format: settings.format,
      deliver: (records) => deliver(records, (some, until) => connection.send(some, until), deadline, size),
      delivered,
      queue,
      report,
    });
  } finally {
    metrics.publish();
    lines.flush();
  }
}

function buildRelay(secret: RelaySecret): Relay {
  const { relay } = settings;
  return relay.protocol === "https"
    ? new HttpsRelay(relay, secret)
    : new SyslogRelay(relay, secret, unproven);
}

function fetchSecret(SecretId: string): () => Promise<string> {
  const client = new SecretsManagerClient({ maxAttempts: 2, requestHandler: SECRET_REQUEST });
  return async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
    return SecretString ?? "";
  };
}
