import { parseEventBody } from "./event-body";
import { HEARTBEAT, isHeartbeat } from "./heartbeat";
import { isObject, scalarAt, valueAt, type JsonObject } from "./json-object";
import { severityOf, type Severity } from "./severity";
import { toMilliseconds } from "./times";

/**
 * A finding or a heartbeat as it came from the queue: the fields that every record needs, and everything else
 * unchanged.
 */
export interface ForwardedEvent {
  readonly kind: "finding" | "heartbeat";
  /** The account that the finding is about: 12 digits, with leading zeros. */
  readonly accountId: string;
  /** The account on whose bus the event appeared. */
  readonly envelopeAccount: string;
  readonly region: string;
  readonly id: string;
  readonly updatedAt: string;
  /** updatedAt in milliseconds since 1970. Undefined if it has no known format. */
  readonly updatedTime: number | undefined;
  readonly score: number;
  readonly severity: Severity;
  readonly detail: JsonObject;
  /** The text of `detail` as it came, on one line. */
  readonly detailText: string;
  /** The envelope without `detail`. */
  readonly envelope: JsonObject;
}

/** What to do with a message: forward it, or put it aside with a reason that never quotes it. */
export type Reading = { readonly event: ForwardedEvent } | { readonly rejected: string };

const REQUIRED = ["id", "type", "accountId", "region", "severity", "createdAt", "updatedAt"];
/** The fields that identify a record. */
const NAMES = ["id", "type", "region", "updatedAt"];

/** Reads the body of a queue message: an EventBridge event. */
export function readEvent(body: string): Reading {
  const parts = parseEventBody(body);
  if (!parts) return { rejected: "the body is not a JSON object" };
  const { envelope, detail, detailText } = parts;
  if (!isObject(detail)) return { rejected: "not an EventBridge event: it has no detail" };
  const detailType = envelope["detail-type"];
  if (isHeartbeat(envelope)) return { event: heartbeat(envelope) };
  if (envelope["source"] === HEARTBEAT.source)
    return { rejected: `source ${HEARTBEAT.source} sends heartbeats, and this is none` };
  if (detailType === "GuardDuty Finding") return finding(envelope, detail, detailText);
  return {
    rejected: `detail-type ${typeof detailType === "string" ? detailType : "is missing"}: not a GuardDuty finding`,
  };
}

function finding(envelope: JsonObject, detail: JsonObject, detailText: string): Reading {
  const missing = REQUIRED.filter((name) => valueAt(detail, name) === undefined);
  if (missing.length > 0) return { rejected: `the finding lacks ${missing.join(", ")}` };
  const odd = NAMES.filter((name) => scalarAt(detail, name) === undefined);
  if (odd.length > 0) return { rejected: `the finding's ${odd.join(", ")} is neither text nor a number` };
  const accountId = accountIdOf(scalarAt(detail, "accountId"));
  if (!accountId) return { rejected: "the finding's accountId is not an account id" };
  const score = Number(scalarAt(detail, "severity"));
  if (!Number.isFinite(score)) return { rejected: "the finding's severity is not a number" };
  return {
    event: {
      ...common(envelope, detail, detailText, valueAt(detail, "updatedAt")),
      kind: "finding",
      accountId,
      region: scalarAt(detail, "region")!,
      id: scalarAt(detail, "id")!,
      score,
      severity: severityOf(score),
    },
  };
}

/**
 * A heartbeat as it is recorded. Anybody in the account who may put events on its default bus can name our source, so nothing of
 * the detail or of the resources goes on to the relay, where it could pass as a finding's.
 */
function heartbeat(envelope: JsonObject): ForwardedEvent {
  const shared = common({ ...envelope, resources: [] }, {}, "{}", scalarAt(envelope, "time"));
  return {
    ...shared,
    kind: "heartbeat",
    accountId: shared.envelopeAccount,
    region: scalarAt(envelope, "region") ?? "",
    id: scalarAt(envelope, "id") ?? "",
    score: 0,
    severity: "informational",
  };
}

function common(envelope: JsonObject, detail: JsonObject, detailText: string, updated: unknown) {
  const updatedTime = toMilliseconds(updated);
  return {
    envelope,
    envelopeAccount: accountIdOf(scalarAt(envelope, "account")) ?? "",
    updatedAt:
      typeof updated === "number" && updatedTime !== undefined
        ? new Date(updatedTime).toISOString()
        : String(updated),
    updatedTime,
    detail,
    detailText: onOneLine(detailText),
  };
}

/** Restores leading zeros that were lost on the way because the id was treated as a number. */
function accountIdOf(value: string | undefined): string | undefined {
  const digits = value?.replaceAll("-", "") ?? "";
  return /^\d+$/.test(digits) ? digits.padStart(12, "0") : undefined;
}

/** JSON allows line breaks only between its tokens, where they mean nothing. A record must be one line. */
function onOneLine(json: string): string {
  return json.includes("\n") || json.includes("\r") ? json.replace(/[\r\n]+/g, " ") : json;
}
