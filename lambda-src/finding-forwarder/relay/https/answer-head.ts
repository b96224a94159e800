import { malformed } from "./answer";

/** The first lines of an answer, as far as we use them. */
export interface AnswerHead {
  readonly status: number;
  readonly date?: string;
  readonly retryAfter?: string;
  /** How the end of the body is found: after so many bytes, by its chunks, or by the end of the connection. */
  readonly body: number | "chunked" | "untilClose";
  /** The relay says in words that it keeps the connection. */
  readonly promisesToStay: boolean;
  /** Another request may follow on the connection. */
  readonly isReusable: boolean;
}

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: .*)?$/;
const FIELD_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** Headers that are used, and that make an answer ambiguous if they come twice with different values. */
type Fields = Record<"connection" | "content-length" | "date" | "retry-after" | "transfer-encoding", string>;

/**
 * Reads the status line and the headers: https://www.rfc-editor.org/rfc/rfc9112
 *
 * @param text without the empty line that ends it
 * @throws RelayError transient, if the answer is not well formed
 */
export function readAnswerHead(text: string): AnswerHead {
  const [statusLine, ...lines] = text.split("\r\n");
  const [, minor, digits] = STATUS_LINE.exec(statusLine!) ?? [];
  if (digits === undefined) throw malformed("its first line is no status");
  const status = Number(digits);
  const fields = fieldsOf(lines);
  const connection = fields.connection?.toLowerCase().split(/\s*,\s*/) ?? [];
  const body = bodyOf(status, fields);
  const stays = minor === "1" ? !connection.includes("close") : connection.includes("keep-alive");
  return {
    status,
    date: fields.date,
    retryAfter: fields["retry-after"],
    body,
    promisesToStay: connection.length === 1 && connection[0] === "keep-alive",
    isReusable: stays && body !== "untilClose",
  };
}

function fieldsOf(lines: readonly string[]): Partial<Fields> {
  const fields: Partial<Record<string, string>> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (!FIELD_NAME.test(line.slice(0, Math.max(0, colon)))) throw malformed("a header has no name");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (/[\0\r\n]/.test(value)) throw malformed("a header has a line break in it");
    if (name === "content-length" && fields[name] !== undefined) throw malformed("it has two lengths");
    const isList = name === "connection" || name === "transfer-encoding";
    fields[name] = isList && fields[name] !== undefined ? `${fields[name]}, ${value}` : value;
  }
  return fields;
}

/** https://www.rfc-editor.org/rfc/rfc9112#name-message-body-length */
function bodyOf(status: number, fields: Partial<Fields>): AnswerHead["body"] {
  if (status < 200 || status === 204 || status === 304) return 0;
  const { "transfer-encoding": coding, "content-length": length } = fields;
  if (coding !== undefined && length !== undefined) throw malformed("it has a length and an encoding");
  if (coding !== undefined) return /(^|,)\s*chunked$/i.test(coding) ? "chunked" : "untilClose";
  if (length === undefined) return "untilClose";
  if (!/^\d{1,15}$/.test(length)) throw malformed("its length is not a number");
  return Number(length);
}
