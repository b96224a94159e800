import type { ForwardedEvent } from "../event/forwarded-event";
import { FORMATS, type Format } from "../formats/format";

/** One line for the relay, and what is known about it without parsing it. */
export interface LogRecord {
  readonly event: ForwardedEvent;
  /** id and updatedAt, because an update of a finding keeps its id. */
  readonly key: string;
  readonly text: string;
}

/** Makes the record of an event, in the format that the config names. */
export function toLogRecord(event: ForwardedEvent, format: Format): LogRecord {
  return { event, key: `${event.id}:${event.updatedAt}`, text: FORMATS[format](event) };
}
