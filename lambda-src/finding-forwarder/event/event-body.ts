import { isObject, type JsonObject } from "./json-object";
import { sliceMember } from "./json-slice";

/** An EventBridge event, split into its parts. */
export interface EventBody {
  /** Everything except `detail`. */
  readonly envelope: JsonObject;
  readonly detail: unknown;
  /** The text of `detail`, exactly as it came. */
  readonly detailText: string;
}

const DETAIL = '"detail":';

/** @returns undefined if the body is not a JSON object */
export function parseEventBody(body: string): EventBody | undefined {
  return withDetailLast(body) ?? withDetailAnywhere(body);
}

/**
 * EventBridge writes `detail` last. If the text before it becomes an object once a brace is added, and the text after
 * it, up to the last brace, is a value, that value is the detail. This finds it without looking at each character.
 */
function withDetailLast(body: string): EventBody | undefined {
  const start = body.indexOf(DETAIL) + DETAIL.length;
  const end = body.lastIndexOf("}");
  if (start < DETAIL.length || body.slice(end + 1).trim() !== "") return undefined;
  const head = parse(`${body.slice(0, start)}null}`);
  const detailText = body.slice(start, end).trim();
  const detail = parse(detailText);
  if (!isObject(head) || detail === undefined) return undefined;
  const { detail: _, ...envelope } = head;
  return { envelope, detail, detailText };
}

function withDetailAnywhere(body: string): EventBody | undefined {
  const parsed = parse(body);
  if (!isObject(parsed)) return undefined;
  const { detail, ...envelope } = parsed;
  return { envelope, detail, detailText: sliceMember(body, "detail") ?? "" };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // its message would quote the text
  }
}
