import type { LogRecord } from "../../report/log-record";
import type { SyslogRelayOptions } from "../relay-options";
import type { Severity } from "../../event/severity";
import { RelayError } from "../relay-error";

type MessageOptions = Pick<
  SyslogRelayOptions,
  "facility" | "appName" | "hostname" | "structuredData" | "maxFrameBytes" | "oversize"
>;

const SEVERITIES: Readonly<Record<Severity, number>> = {
  critical: 2,
  high: 3,
  medium: 4,
  low: 5,
  informational: 6,
};

/**
 * Marks our changes to a record. 32473 is the enterprise number that RFC 5612 reserves for examples: we have none of
 * our own.
 */
const ELEMENT = "orgduty@32473";

/**
 * The RFC 5424 messages of a record: one, or with `oversize: split` as many as needed. None has more than
 * `maxFrameBytes` octets, and none ends inside a character. A message that is not the whole record says so in its
 * structured data, and names the record that it is part of.
 * https://www.rfc-editor.org/rfc/rfc5424#section-6
 *
 * @throws RelayError permanent, if the record is larger than `oversize: fail` allows, or the frame is too small for a
 * header
 */
export function syslogMessages(record: LogRecord, options: MessageOptions): Buffer[] {
  const { maxFrameBytes, oversize } = options;
  const whole = Buffer.from(headerOf(record, options, "") + record.text);
  if (whole.length <= maxFrameBytes) return [whole];
  if (oversize === "fail") {
    throw new RelayError("permanent", `${whole.length} bytes, over the relay's frame of ${maxFrameBytes}`);
  }
  const text = Buffer.from(record.text);
  if (oversize === "truncate") {
    const marked = Buffer.from(headerOf(record, options, ` truncated="${text.length}"`));
    return [Buffer.concat([marked, cut(text, 0, room(marked, maxFrameBytes))])];
  }
  return split(record, text, options);
}

function split(record: LogRecord, text: Buffer, options: MessageOptions): Buffer[] {
  const headerOfPart = (part: string, parts: string): Buffer =>
    Buffer.from(headerOf(record, options, ` part="${part}" parts="${parts}"`));
  const digits = "9".repeat(String(text.length).length);
  const bytes = room(headerOfPart(digits, digits), options.maxFrameBytes);
  const pieces: Buffer[] = [];
  for (let at = 0; at < text.length; at += pieces.at(-1)!.length) pieces.push(cut(text, at, bytes));
  return pieces.map((piece, index) =>
    Buffer.concat([headerOfPart(String(index + 1), String(pieces.length)), piece]),
  );
}

function room(header: Buffer, maxFrameBytes: number): number {
  const bytes = maxFrameBytes - header.length;
  if (bytes < 4)
    throw new RelayError("permanent", `a frame of ${maxFrameBytes} bytes has no room behind its header`);
  return bytes;
}

/** At most this many bytes from `start`, up to the end of a character. A UTF-8 character has at most four bytes. */
function cut(text: Buffer, start: number, bytes: number): Buffer {
  let end = Math.min(start + bytes, text.length);
  while (end < text.length && (text[end]! & 0xc0) === 0x80) end--;
  return text.subarray(start, end);
}

function headerOf(record: LogRecord, options: MessageOptions, mark: string): string {
  const { event } = record;
  const priority = options.facility * 8 + SEVERITIES[event.severity];
  const time = timestamp(event.updatedTime);
  const hostname = printable(options.hostname ?? event.accountId, 255);
  const own = mark && `[${ELEMENT} account="${event.accountId}" id="${parameter(record.event.id)}"${mark}]`;
  const structuredData = `${options.structuredData ?? ""}${own}` || "-";
  return `<${priority}>1 ${time} ${hostname} ${printable(options.appName, 48)} - ${event.kind} ${structuredData} `;
}

/** RFC 5424's years have four digits. The nil value stands for any other; the record keeps the original. */
function timestamp(milliseconds: number | undefined): string {
  const text = milliseconds === undefined ? "" : new Date(milliseconds).toISOString();
  return /^\d{4}-/.test(text) ? text : "-";
}

function printable(text: string, characters: number): string {
  return text.replace(/[^\x21-\x7e]/g, "").slice(0, characters) || "-";
}

function parameter(text: string): string {
  return text.replace(/["\\\]]/g, "\\$&");
}
