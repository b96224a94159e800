import type { Io } from "../../../cli/terminal/io";

/** An Io that nobody watches: what was said is kept. */
export interface RecordedIo extends Io {
  readonly outLines: string[];
  readonly errLines: string[];
}

export function recordedIo(cwd: string, env: NodeJS.ProcessEnv = {}): RecordedIo {
  const outLines: string[] = [];
  const errLines: string[] = [];
  return {
    outLines,
    errLines,
    out: (text) => void outLines.push(text),
    err: (text) => void errLines.push(text),
    progress: () => undefined,
    interactive: false,
    ask: () => Promise.reject(new Error("nobody to ask")),
    env,
    cwd,
    signal: new AbortController().signal,
  };
}
