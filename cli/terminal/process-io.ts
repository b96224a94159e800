import { setMaxListeners } from "node:events";
import { createInterface } from "node:readline/promises";
import { interruption } from "../../config/problems/operator-error";
import type { Io } from "./io";

/** The real terminal, and a signal that Ctrl-C aborts. A second Ctrl-C ends the process at once. */
export function processIo(): Io {
  const abort = new AbortController();
  // Every running call listens on the signal: that is no leak, so Node need not warn.
  setMaxListeners(0, abort.signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => (abort.signal.aborted ? process.exit(130) : abort.abort(interruption())));
  }
  for (const stream of [process.stdout, process.stderr]) {
    // A reader such as head may leave early: what orgduty is at goes on all the same, for it may be an apply.
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  let progressShown = false;
  const clear = () => {
    if (progressShown) process.stderr.write("\r\u001b[K");
    progressShown = false;
  };
  return {
    out: (text) => {
      clear();
      process.stdout.write(`${text}\n`);
    },
    err: (text) => {
      clear();
      process.stderr.write(`${text}\n`);
    },
    progress: (text) => {
      if (!process.stderr.isTTY) return;
      process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
      progressShown = true;
    },
    interactive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
    ask: async (question) => {
      const reader = createInterface({ input: process.stdin, output: process.stderr });
      const answer = await reader.question(question, { signal: abort.signal });
      reader.close();
      return answer;
    },
    env: process.env,
    cwd: process.cwd(),
    signal: abort.signal,
  };
}
