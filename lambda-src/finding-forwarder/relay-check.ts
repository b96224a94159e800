import { validateHeaderName, validateHeaderValue } from "node:http";
import type { ForwardedEvent } from "./event/forwarded-event";
import { HttpsRelay } from "./relay/https/https-relay";
import type { HttpsRelayOptions, RelayOptions, SyslogRelayOptions } from "./relay/relay-options";
import { SyslogRelay } from "./relay/syslog/syslog-relay";
import { syslogMessages } from "./relay/syslog/syslog-message";
import type { LogRecord } from "./report/log-record";

export { OWN_HEADERS } from "./relay/https/own-headers";

/** Why the forwarder could not deliver anything with a relay's settings. */
export interface RelayFault {
  /** Path within `logRelay`, e.g. ["headers", "X-Team"]. */
  readonly path: readonly string[];
  readonly message: string;
  /** The smallest value that is enough, if the value is too small. */
  readonly least?: number;
}

/**
 * Builds the relay as the forwarder does, without connecting, and renders the largest event that can pass through it.
 * The code that checks the config calls this, so that a relay that cannot deliver is refused before anything is
 * planned.
 */
export function relayFaults(options: RelayOptions): RelayFault[] {
  return options.protocol === "https" ? httpsFaults(options) : syslogFaults(options);
}

function httpsFaults(options: HttpsRelayOptions): RelayFault[] {
  const faults = Object.entries(options.headers).flatMap(([name, value]): RelayFault[] => {
    const message = reasonOf(() => (validateHeaderName(name), validateHeaderValue(name, value)));
    return message === undefined ? [] : [{ path: ["headers", name], message }];
  });
  const unbuildable = reasonOf(() => new HttpsRelay(options, {}).close());
  return unbuildable === undefined ? faults : [...faults, { path: ["url"], message: unbuildable }];
}

function syslogFaults(options: SyslogRelayOptions): RelayFault[] {
  const unbuildable = reasonOf(() => new SyslogRelay(options, {}).close());
  if (unbuildable !== undefined) return [{ path: ["host"], message: unbuildable }];
  const specimen = options.oversize === "fail" ? SMALLEST : LARGEST;
  const message = reasonOf(() => syslogMessages(specimen, options));
  return message === undefined
    ? []
    : [{ path: ["maxFrameBytes"], message, least: leastFrame(options, specimen) }];
}

/**
 * Frame sizes are tried in steps of this many bytes: a frame with hardly any room splits a large event into very many.
 */
const STEP = 32;

/**
 * Searches by halving, with the forwarder's own calculation: settings that need a longer header do not fit the
 * environment.
 */
function leastFrame(options: SyslogRelayOptions, specimen: LogRecord): number {
  let small = Math.floor(options.maxFrameBytes / STEP) * STEP;
  let large = 64 * 1024;
  while (large - small > STEP) {
    const middle = Math.floor((small + large) / 2 / STEP) * STEP;
    const fits =
      reasonOf(() => syslogMessages(specimen, { ...options, maxFrameBytes: middle })) === undefined;
    if (fits) large = middle;
    else small = middle;
  }
  return large;
}

function reasonOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function specimenOf(textBytes: number): LogRecord {
  const event: ForwardedEvent = {
    kind: "heartbeat",
    accountId: "000000000000",
    envelopeAccount: "000000000000",
    region: "ap-southeast-1",
    id: "0".repeat(36),
    updatedAt: "2026-01-01T00:00:00.000Z",
    updatedTime: 0,
    score: 10,
    severity: "critical",
    detail: {},
    detailText: "{}",
    envelope: {},
  };
  return { event, key: event.id, text: "x".repeat(textBytes) };
}

/**
 * As large as the largest SQS message: no event can be larger.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
const LARGEST = specimenOf(1024 * 1024);
/** Smaller than any finding in any format: if even this fails, everything does. */
const SMALLEST = specimenOf(256);
