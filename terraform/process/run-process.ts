import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { namelessFile } from "./nameless-file";
import { interruption } from "../../config/problems/operator-error";

/** A program to start, and what happens to it if this process is interrupted or killed. */
export interface ProcessRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs `command` as a shell command line. */
  readonly shell?: boolean;
  /** Interrupts the child and everything it started. */
  readonly signal?: AbortSignal;
  /**
   * How long an interrupted child may take before it is killed.
   * @default it is waited for without limit: killing an apply loses state
   */
  readonly killAfterMilliseconds?: number;
  /**
   * Sends its output to files instead of pipes, so that it can finish if this process is killed: a process that writes
   * into a broken pipe is ended.
   * @default false
   */
  readonly finishesAlone?: boolean;
  /** Receives the child's process, which leads a process group of the same number. */
  readonly onStart?: (pid: number) => void;
}

/** How a process ended. A failing exit code is not thrown: callers know what it means. */
export interface ProcessResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts programs for the runner; tests inject their own. */
export type RunProcess = (request: ProcessRequest) => Promise<ProcessResult>;

/** Process groups to kill if this process exits while they run: a second Ctrl-C ends it at once. */
const killedOnExit = new Set<number>();
process.on("exit", () => killedOnExit.forEach((pid) => signalGroup(pid, "SIGKILL")));

/**
 * Runs a program in its own process group and waits for it. A terminal's Ctrl-C therefore reaches it only once, through
 * `signal`, and an interrupted child ends with all its children.
 * @throws AbortError once an interrupted child is gone, unless it had succeeded by then; the spawn error if the program
 * is missing
 */
export const runProcess: RunProcess = (request) => {
  const { command, args, cwd, env, shell = false, signal, finishesAlone, onStart } = request;
  if (signal?.aborted) return Promise.reject(interruption());
  return new Promise((resolve, reject) => {
    const output = finishesAlone ? outputInFiles() : outputInPipes();
    const child = spawn(command, args, { cwd, env, shell, detached: true, stdio: output.stdio });
    const release = interruptible(child, request);
    output.follow(child);
    child.on("error", (error) => {
      release();
      reject(error);
    });
    let unstarted: Error | undefined;
    child.on("close", (code) => {
      release();
      if (unstarted !== undefined) return reject(unstarted);
      const result = { exitCode: code ?? 1, ...output.told() };
      if (signal?.aborted && code !== 0) reject(interruption());
      else resolve(result);
    });
    if (child.pid === undefined) return;
    try {
      onStart?.(child.pid);
    } catch (error) {
      // Nobody would know of the child: it ends first.
      unstarted = error as Error;
      signalGroup(child.pid, "SIGINT");
    }
  });
};

/** How a child's stdout and stderr are collected. */
interface Output {
  readonly stdio: StdioOptions;
  follow(child: ChildProcess): void;
  /** Called once, when the child is gone. */
  told(): Pick<ProcessResult, "stdout" | "stderr">;
}

function outputInPipes(): Output {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  return {
    stdio: ["ignore", "pipe", "pipe"],
    follow: (child) => {
      child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
      child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
    },
    told: () => ({ stdout: text(stdout), stderr: text(stderr) }),
  };
}

function outputInFiles(): Output {
  const [stdout, stderr] = [namelessFile(), namelessFile()];
  return {
    stdio: ["ignore", stdout.descriptor, stderr.descriptor],
    follow: () => undefined,
    told: () => ({ stdout: stdout.readAndClose(), stderr: stderr.readAndClose() }),
  };
}

/** Passes an interruption on to a child's process group. Returns a function that stops this. */
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
