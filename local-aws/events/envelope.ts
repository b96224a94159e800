import { randomUUID } from "node:crypto";
import type { Json } from "../../aws/json";

/** An event as EventBridge hands it to rules and targets. */
export interface Envelope {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Json;
}

/** What a service, or a caller of PutEvents, publishes. */
export interface NewEvent {
  readonly account: string;
  readonly region: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources?: readonly string[];
  /** @default now */
  readonly time?: Date;
}

/** Puts an event into an envelope with a new id. */
export function envelopeOf({
  account,
  region,
  source,
  detailType,
  detail,
  resources = [],
  time,
}: NewEvent): Envelope {
  const at = (time ?? new Date()).toISOString().replace(/\.\d+Z$/, "Z");
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": detailType,
    source,
    account,
    time: at,
    region,
    resources,
    detail: detail as Json,
  };
}
