import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable, Writable } from "node:stream";

/** What to start, and what it says once it is ready. */
export interface KeptProgramRequest {
  readonly command: string;
  readonly argument: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly says: RegExp;
  /** @default half a minute */
  readonly patienceMs?: number;
}

/** A program that runs beside others until nobody needs it. */
export interface KeptProgram {
  /** What it said. Undefined if it ended, or took too long, without saying so. */
  readonly said: Promise<RegExpExecArray | undefined>;
  /** Ends it, and waits until it is gone. */
  readonly end: () => Promise<void>;
}

/**
 * A shell that interrupts the program once the shell's own input ends. The system closes that when this process is gone,
 * however it went: kill -9 leaves no program behind. The shell's output ends with the program's.
 */
const KEEPER = '"$0" "$1" </dev/null & exec >/dev/null; read -r _; kill -INT $!; wait';

const PATIENCE_MS = 30_000;
/** How long an interrupted program may take to end by itself. */
const KILL_AFTER_MS = 5_000;

/** Starts a program, and ends it at the latest when this process ends. */
export function keepProgram(request: KeptProgramRequest): KeptProgram {
  const { command, argument, cwd, env } = request;
  const child = spawn("sh", ["-c", KEEPER, command, argument], {
    ...{ cwd, env },
    // A group of its own: a terminal's Ctrl-C does not end it while others still use it.
    detached: true,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const gone = new Promise<void>((resolve) => {
    child.on("close", () => resolve());
    child.on("error", () => resolve());
  });
  const end = async () => {
    child.stdin.end();
    const timer = setTimeout(() => child.pid && process.kill(-child.pid, "SIGKILL"), KILL_AFTER_MS);
    await gone.finally(() => clearTimeout(timer));
  };
  return { said: said(child, request), end };
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

function said(child: Child, { says, patienceMs = PATIENCE_MS }: KeptProgramRequest) {
  return new Promise<RegExpExecArray | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(undefined), patienceMs);
    let text = "";
    const answer = (found: RegExpExecArray | null) => {
      clearTimeout(timer);
      resolve(found ?? undefined);
    };
    child.on("error", () => answer(null));
    child.stdout.on("end", () => answer(null));
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const found = says.exec(text);
      if (found) answer(found);
    });
  });
}
