import type { ClientRequest, IncomingMessage } from "node:http";
import { RelayError } from "../relay-error";

/** The part of an answer that we use. */
export interface Answer {
  readonly status: number;
  readonly retryAfter?: string;
  /** The relay's clock, in milliseconds since 1970. */
  readonly date?: number;
  /** The answer's body. It may quote what we sent. */
  readonly text: string;
  /** Whether the body was too long to keep, so that `text` is its beginning. */
  readonly isCut: boolean;
}

/** No more of an answer's body is kept: enough for a receiver's words about each of a hundred findings. */
const MAX_KEPT_BYTES = 256 * 1024;

/**
 * Fails if the relay says yes before it was given everything. A refusal may come early, and a relay that takes a body
 * answers after it. Once TCP has the body, nobody can tell how much of it the relay has read. Node learns that TCP has
 * it one turn later: a quick relay's answer may be here before that.
 */
export function refuseEarly(
  outgoing: ClientRequest,
  { statusCode }: IncomingMessage,
  fail: (error: Error) => void,
): void {
  if (!isSuccess(statusCode!) || outgoing.writableFinished) return;
  setImmediate(() => {
    if (!outgoing.writableFinished) fail(beforeEverything(statusCode!));
  });
}

/** Whether a status is 2xx. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The failure of a relay that answered too early. */
function beforeEverything(status: number): RelayError {
  return new RelayError("transient", `the relay answered ${status} before it had read everything`);
}

/**
 * Reads an answer to its end. A relay that promises to keep the connection and closes it together with a 2xx, or resets
 * it, did not read our request to its end.
 */
export function readAnswer(
  incoming: IncomingMessage,
  settle: (answer: Answer) => void,
  fail: (error: Error) => void,
): void {
  const { socket } = incoming;
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on("data", (chunk: Buffer) => {
    if (bytes < MAX_KEPT_BYTES) chunks.push(chunk);
    bytes += chunk.length;
  });
  incoming.on("error", fail);
  incoming.on("end", () => {
    const answer = answerOf(incoming, chunks, bytes);
    const isKept = /^keep-alive$/i.test(incoming.headers.connection ?? "");
    if (!isSuccess(answer.status)) return settle(answer);
    // A close that came with the answer shows one turn later, and so does an answer that came too early.
    setImmediate(() => {
      if (isKept && (socket.destroyed || socket.readableEnded)) fail(beforeEverything(answer.status));
      else settle(answer);
    });
  });
}

function answerOf(
  { statusCode, headers }: IncomingMessage,
  chunks: readonly Buffer[],
  bytes: number,
): Answer {
  const date = Date.parse(headers.date ?? "");
  return {
    status: statusCode!,
    retryAfter: headers["retry-after"],
    date: Number.isNaN(date) ? undefined : date,
    text: bytes === 0 ? "" : Buffer.concat(chunks).subarray(0, MAX_KEPT_BYTES).toString(),
    isCut: bytes > MAX_KEPT_BYTES,
  };
}
