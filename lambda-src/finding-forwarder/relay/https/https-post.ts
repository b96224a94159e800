import { request, type Agent, type RequestOptions } from "node:https";
import { readAnswer, refuseEarly, type Answer } from "./https-answer";
import { fromSocketError, RelayError } from "../relay-error";

/** One request, over a connection that may be reused, and the time by which it must be answered. */
export interface Post {
  /** Host, port and path. */
  readonly target: RequestOptions;
  readonly agent: Agent;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Milliseconds since 1970. */
  readonly deadline: number;
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

/** Whatever the relay does, this ends: with the answer's end, an error, the close of the connection, or the deadline. */
function attempt({ target, agent, headers, body, deadline }: Post): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const outgoing = request({ ...target, method: "POST", agent, headers });
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
      outgoing.destroy();
    };
    const late = () => fail(new RelayError("slow", "the relay did not answer in time"));
    const timer = setTimeout(late, Math.max(0, deadline - Date.now()));
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    outgoing.on("response", (incoming) => {
      isAnswered = true;
      refuseEarly(outgoing, incoming, fail);
      readAnswer(incoming, settle, fail);
    });
    outgoing.on("upgrade", ({ statusCode }) => fail(switched(statusCode!)));
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      const died = error.code === "ECONNRESET" || error.code === "EPIPE";
      fail(died && outgoing.reusedSocket && !isAnswered ? new StaleSocket() : error);
    });
    outgoing.on("close", () => {
      if (!isAnswered) fail(new RelayError("transient", "the relay closed the connection without an answer"));
    });
    outgoing.end(body);
  });
}

function switched(status: number): RelayError {
  return new RelayError("transient", `the relay answered ${status}, which asks for another protocol`);
}
