import { request, type Agent } from "node:https";
import { fromSocketError, RelayError } from "./relay-error";

/** One request, over a connection that may be reused, and the time by which it must be answered. */
export interface Post {
  readonly url: URL;
  readonly agent: Agent;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Milliseconds since 1970. */
  readonly deadline: number;
}

/** The part of an answer that we use. Its body is read and dropped, because it may quote what we sent. */
export interface Answer {
  readonly status: number;
  readonly retryAfter?: string;
  /** The relay's clock, in milliseconds since 1970. */
  readonly date?: number;
}

/**
 * Sends one POST. A kept connection may have died while the function was frozen: if a reused socket is reset, the
 * request is tried again at once, without counting as a failure, until it is on a fresh socket.
 *
 * @throws RelayError
 */
export async function post(options: Post): Promise<Answer> {
  for (;;) {
    try {
      return await attempt(options);
    } catch (error) {
      if (!(error instanceof StaleSocket)) throw fromSocketError(error);
    }
  }
}

/** The connection was dead before we used it. */
class StaleSocket extends Error {}

function attempt({ url, agent, headers, body, deadline }: Post): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: "POST", agent, headers }, (incoming) => {
      incoming.resume();
      incoming.on("error", reject);
      incoming.on("end", () => {
        const date = Date.parse(incoming.headers.date ?? "");
        resolve({
          status: incoming.statusCode!,
          retryAfter: incoming.headers["retry-after"],
          date: Number.isNaN(date) ? undefined : date,
        });
      });
    });
    const timer = setTimeout(
      () => outgoing.destroy(new RelayError("slow", "the relay did not answer in time")),
      Math.max(0, deadline - Date.now()),
    );
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      const died = error.code === "ECONNRESET" || error.code === "EPIPE";
      reject(died && outgoing.reusedSocket ? new StaleSocket() : error);
    });
    outgoing.on("close", () => clearTimeout(timer));
    outgoing.end(body);
  });
}
