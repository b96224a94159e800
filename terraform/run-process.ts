import { spawn, type ChildProcess } from "node:child_process";
import { interruption } from "./operator-error";

export interface ProcessRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs `command` as a shell's command line. */
  readonly shell?: boolean;
  /** Interrupts the child and everything it started. */
  readonly signal?: AbortSignal;
  /**
   * How long an interrupted child may take before it is killed.
   * @default it is waited for, however long it takes: killing an apply loses state
   */
  readonly killAfterMilliseconds?: number;
}

export interface ProcessResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the runner starts programs; tests inject their own. */
export type RunProcess = (request: ProcessRequest) => Promise<ProcessResult>;

/** Groups to kill should this process exit while they run: a second Ctrl-C ends it at once. */
const killedOnExit = new Set<number>();
process.on("exit", () => killedOnExit.forEach((pid) => signalGroup(pid, "SIGKILL")));

/**
 * Runs a program in a process group of its own and waits for it. A terminal's Ctrl-C therefore reaches it once, through
 * `signal`, and an interrupted child takes its own children with it.
 * @throws an AbortError once an interrupted child is gone, unless it had succeeded by then; the spawn error where the program is missing
 */
export const runProcess: RunProcess = (request) => {
  const { command, args, cwd, env, shell = false, signal } = request;
  if (signal?.aborted) return Promise.reject(interruption());
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const release = interruptible(child, request);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (error) => {
      release();
      reject(error);
    });
    child.on("close", (code) => {
      release();
      if (signal?.aborted && code !== 0) reject(interruption());
      else resolve({ exitCode: code ?? 1, stdout: text(stdout), stderr: text(stderr) });
    });
  });
};

/** Passes an interruption on to a child's group; returns what stops doing so. */
function interruptible(child: ChildProcess, { signal, killAfterMilliseconds }: ProcessRequest): () => void {
  const { pid } = child;
  if (pid === undefined) return () => undefined;
  let timer: NodeJS.Timeout | undefined;
  const interrupt = () => {
    signalGroup(pid, "SIGINT");
    if (killAfterMilliseconds !== undefined) {
      timer = setTimeout(() => signalGroup(pid, "SIGKILL"), killAfterMilliseconds);
    }
  };
  signal?.addEventListener("abort", interrupt, { once: true });
  if (killAfterMilliseconds !== undefined) killedOnExit.add(pid);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", interrupt);
    killedOnExit.delete(pid);
  };
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8");
}
