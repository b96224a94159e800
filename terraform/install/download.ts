import { closeSync, existsSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { addressText, FetchError, request, type Connection } from "./request";

/** A file to fetch, and who wants to know how much of it is there. */
export interface Download {
  readonly url: URL;
  /** Where its bytes go. What an earlier download left there is continued. */
  readonly file: string;
  /** Receives the bytes that are there, and how many there will be if the server says so. @default nobody */
  readonly onBytes?: (bytes: number, of: number | undefined) => void;
}

/**
 * Fetches a file, and goes on where an earlier attempt ended. Nothing says that the server still has the same file:
 * compare its checksum, and delete it if it is another.
 * @returns whether it was continued
 * @throws FetchError; what came by then stays in the file
 */
export async function download(what: Download, connection: Connection): Promise<boolean> {
  const { url, file } = what;
  const had = existsSync(file) ? statSync(file).size : 0;
  const answer = await request(url, connection, had > 0 ? { range: `bytes=${had}-` } : {});
  if (answer.statusCode === 416) {
    // The server has no more than what is here: it is the whole, or another file.
    answer.resume();
    return true;
  }
  const isRest = answer.statusCode === 206 && startOf(answer) === had;
  if (answer.statusCode === 206 && !isRest) {
    answer.destroy();
    rmSync(file);
    return download(what, connection);
  }
  await save(answer, what, isRest ? had : 0, connection);
  return isRest;
}

async function save(
  answer: IncomingMessage,
  { url, file, onBytes }: Download,
  had: number,
  { signal }: Connection,
): Promise<void> {
  const length = answer.headers["content-length"];
  const whole = length === undefined ? undefined : had + Number(length);
  let bytes = had;
  // Written at once, so that nothing that came is lost if the connection ends.
  const target = openSync(file, had > 0 ? "a" : "w", 0o600);
  try {
    for await (const chunk of answer) {
      bytes += writeSync(target, chunk as Buffer);
      onBytes?.(bytes, whole);
    }
  } catch (error) {
    if (signal?.aborted) throw error;
    const of = whole === undefined ? "" : ` of ${whole}`;
    const why = `the connection ended after ${bytes} bytes${of} (${(error as Error).message}); start again, and it goes on from there`;
    throw new FetchError(url, why, undefined, { cause: error });
  } finally {
    closeSync(target);
  }
}

function startOf(answer: IncomingMessage): number {
  return Number(/^bytes (\d+)-/.exec(answer.headers["content-range"] ?? "")?.[1]);
}

/** Fetches a small text, of at most a megabyte. @throws FetchError */
export async function fetchBytes(url: URL, connection: Connection): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of await request(url, connection)) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > 2 ** 20)
      throw new FetchError(url, `${addressText(url)} is no list of checksums: more than a megabyte`);
  }
  return Buffer.concat(chunks);
}
