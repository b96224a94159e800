import type { ForwardedEvent } from "../event/forwarded-event";
import { scalarAt, textAt, valueAt } from "../event/json-object";
import { toMilliseconds } from "../event/times";

const MAX_MESSAGE_CHARACTERS = 1023;

/**
 * ArcSight's Common Event Format, version 0. CEF has no room for a whole finding, so a record has who, where, what,
 * when and how severe. CEF's severity is a whole number from 0 to 10 with the same bands as GuardDuty's, so rounding
 * down keeps a finding in its band.
 * https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-8.4/cef-implementation-standard/
 */
export function cef(event: ForwardedEvent): string {
  const isFinding = event.kind === "finding";
  const type = isFinding ? scalarAt(event.detail, "type")! : "heartbeat";
  const device = isFinding
    ? ["Amazon Web Services", "GuardDuty", "2.0"]
    : ["orgduty", "finding-forwarder", "1"];
  const header = [...device, type, textAt(event.detail, "title") ?? type, String(Math.floor(event.score))];
  return `CEF:0|${header.map(headerField).join("|")}|${extension(event, type)}`;
}

function extension(event: ForwardedEvent, type: string): string {
  const { detail } = event;
  const fields: [string, unknown][] = [
    ["rt", event.updatedTime],
    ["externalId", event.id],
    ["cat", type],
    ...customString(1, "accountId", event.accountId),
    ...customString(2, "region", event.region),
    ...customString(3, "envelopeAccount", event.envelopeAccount),
    ...customString(4, "updatedAt", event.updatedAt),
    ...customString(5, "resourceType", textAt(detail, "resource", "resourceType")),
    ...customString(6, "arn", textAt(detail, "arn")),
    ["cnt", scalarAt(detail, "service", "count")],
    ["start", toMilliseconds(valueAt(detail, "service", "eventFirstSeen"))],
    ["end", toMilliseconds(valueAt(detail, "service", "eventLastSeen"))],
    ["msg", message(textAt(detail, "description"))],
  ];
  return fields
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${extensionValue(String(value))}`)
    .join(" ");
}

function customString(number: number, label: string, value: string | undefined): [string, unknown][] {
  return value === undefined
    ? []
    : [
        [`cs${number}Label`, label],
        [`cs${number}`, value],
      ];
}

/** Cuts the text at CEF's limit for a message, never inside a character. */
function message(text: string | undefined): string | undefined {
  return text?.slice(0, MAX_MESSAGE_CHARACTERS).replace(/[\uD800-\uDBFF]$/, "");
}

/** In the header a bar or a backslash is escaped, and a line break cannot be written. */
function headerField(text: string): string {
  return printable(text.replace(/[\r\n]+/g, " ")).replace(/[\\|]/g, "\\$&");
}

/** In the extension an equals sign or a backslash is escaped, and a line break is written as an escape sequence. */
function extensionValue(text: string): string {
  return printable(text.replace(/[\\=]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r"));
}

/** CEF cannot express other control characters, and receivers drop or rewrite them. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, " ");
}
