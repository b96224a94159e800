import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SQSBatchResponse, SQSRecord } from "aws-lambda";

/** The real Node 22, called by its path. */
export const NODE_22 = join(__dirname, "..", "node22", "node_modules", "node", "bin", "node");

/** Whether Node 22 is there; says loudly that a test does not run without it, and fails in CI. */
export function hasNode22(): boolean {
  if (existsSync(NODE_22)) return true;
  const message = "DID NOT RUN: no Node 22 (npm ci --prefix __tests__/support/node22)";
  if (process.env.CI) throw new Error(message);
  console.warn(message);
  return false;
}

/** What an invocation came to. */
export interface Invocation {
  readonly response: SQSBatchResponse;
  /** Version of the Node that ran it. */
  readonly node: string;
  readonly maxResidentKilobytes: number;
  /** From before the bundle was loaded until the end of this invocation. */
  readonly millisecondsSinceImport: number;
}

/** The bundle in a process of its own, on Node 22, as Lambda runs it: killed when an invocation takes too long. */
export class ExecutionEnvironment {
  private log = "";

  private constructor(private readonly child: ChildProcess) {
    child.stdout!.on("data", (chunk) => (this.log += chunk));
    child.stderr!.on("data", (chunk) => (this.log += chunk));
  }

  static async start(script: string, environment: NodeJS.ProcessEnv): Promise<ExecutionEnvironment> {
    const child = spawn(NODE_22, [join(__dirname, "lambda-process.js"), script], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        AWS_REGION: "eu-west-1",
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        AWS_LAMBDA_FUNCTION_NAME: "finding-forwarder",
        ...environment,
      },
    });
    const started = new ExecutionEnvironment(child);
    await Promise.race([once(child, "message"), once(child, "exit")]);
    if (child.exitCode !== null) throw new Error(`the function does not load: ${started.log}`);
    return started;
  }

  /** @returns undefined when the process was killed, by a test or for taking too long */
  async invoke(
    records: readonly SQSRecord[],
    timeoutMilliseconds: number,
    clockOffset = 0,
  ): Promise<Invocation | undefined> {
    const timer = setTimeout(() => this.kill(), timeoutMilliseconds);
    const settled = new AbortController();
    const answer = once(this.child, "message", settled);
    const death = once(this.child, "exit", settled).then(() => [undefined]);
    this.child.send({ records, remainingMilliseconds: timeoutMilliseconds, clockOffset });
    const [invocation] = (await Promise.race([answer, death])) as [Invocation | undefined];
    for (const loser of [answer, death]) loser.catch(() => undefined);
    settled.abort();
    clearTimeout(timer);
    return invocation;
  }

  /** What Lambda does between invocations: nothing runs, and sockets die unseen. */
  freeze(): void {
    this.child.kill("SIGSTOP");
  }

  thaw(): void {
    this.child.kill("SIGCONT");
  }

  kill(): void {
    this.child.kill("SIGKILL");
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.kill();
    await once(this.child, "exit");
  }

  /** What the function wrote: log lines and metrics. */
  output(): string {
    return this.log;
  }
}
