import { malformed, switched, type Answer } from "./answer";
import { readAnswerHead, type AnswerHead } from "./answer-head";

/** No more of an answer's body is kept: enough for a receiver's words about each of a hundred findings. */
const MAX_KEPT_BYTES = 256 * 1024;
/** For a head, trailers, or the line before a chunk: Node's own limit for headers. */
const MAX_LINES_BYTES = 16 * 1024;

const HEAD_END = "\r\n\r\n";

/**
 * Reads one answer from a connection's bytes, however they are cut. It is strict: what is not certainly the relay's
 * answer to its end is a failure, and the records are sent again.
 */
export class AnswerReader {
  /** The final answer's head, once it has come. Hints (1xx) before it are passed over. */
  head: AnswerHead | undefined;
  isComplete = false;
  /** Bytes that are not read yet. One character is one byte. */
  private rest = "";
  private kept = "";
  private bodyBytes = 0;
  /** Of a body with a length, or of a chunk: what is still to come. */
  private awaited = 0;
  private step: () => boolean = this.readHead;

  /** @throws RelayError transient, if the answer is not well formed */
  take(bytes: Buffer): void {
    this.rest += bytes.toString("latin1");
    while (!this.isComplete && this.step());
    if (this.isComplete && this.rest !== "" && !/^[\r\n]*$/.test(this.rest))
      throw malformed("more follows it");
  }

  /** The connection has ended, which may be the end of the body. */
  end(): void {
    if (this.head?.body === "untilClose") this.isComplete = true;
  }

  answer(): Answer {
    const { status, retryAfter, date = "" } = this.head!;
    const time = Date.parse(date);
    return {
      status,
      retryAfter,
      date: Number.isNaN(time) ? undefined : time,
      text: Buffer.from(this.kept, "latin1").toString(),
      isCut: this.bodyBytes > MAX_KEPT_BYTES,
    };
  }

  private readHead(): boolean {
    const start = /^[\r\n]*/.exec(this.rest)![0].length; // some relays end a body with a line break too many
    const text = this.lines(HEAD_END, start);
    if (text === undefined) return false;
    const head = readAnswerHead(text);
    if (head.status === 101) throw switched(head.status);
    if (head.status < 200) return true;
    this.head = head;
    this.awaited = typeof head.body === "number" ? head.body : Infinity;
    this.step = head.body === "chunked" ? this.readChunkSize : this.readBody;
    this.isComplete = head.body === 0;
    return true;
  }

  private readBody(): boolean {
    this.keep();
    this.isComplete = this.awaited === 0;
    return false;
  }

  private readChunkSize(): boolean {
    const line = this.lines("\r\n");
    if (line === undefined) return false;
    const size = /^([\da-f]{1,8})\s*(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) throw malformed("a chunk has no size");
    this.awaited = parseInt(size, 16);
    this.step = this.awaited === 0 ? this.readTrailer : this.readChunk;
    return true;
  }

  private readChunk(): boolean {
    this.keep();
    if (this.awaited > 0 || this.rest.length < 2) return false;
    if (!this.rest.startsWith("\r\n")) throw malformed("a chunk is longer than its size");
    this.rest = this.rest.slice(2);
    this.step = this.readChunkSize;
    return true;
  }

  private readTrailer(): boolean {
    const line = this.lines("\r\n");
    if (line === undefined) return false;
    this.isComplete = line === "";
    return true;
  }

  /** Takes what comes before a mark. */
  private lines(mark: string, start = 0): string | undefined {
    const end = this.rest.indexOf(mark, start);
    if ((end < 0 ? this.rest.length : end) - start > MAX_LINES_BYTES) throw malformed("a line has no end");
    if (end < 0) return undefined;
    const text = this.rest.slice(start, end);
    this.rest = this.rest.slice(end + mark.length);
    return text;
  }

  private keep(): void {
    const bytes = Math.min(this.awaited, this.rest.length);
    if (this.kept.length < MAX_KEPT_BYTES)
      this.kept += this.rest.slice(0, Math.min(bytes, MAX_KEPT_BYTES - this.kept.length));
    this.bodyBytes += bytes;
    this.awaited -= bytes;
    this.rest = this.rest.slice(bytes);
  }
}
