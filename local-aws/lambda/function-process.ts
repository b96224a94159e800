import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BOOTSTRAP } from "./bootstrap";
import { unzip } from "./unzip";

/** A deployed function: its code, and the environment that Lambda would give it. */
export interface FunctionImage {
  readonly name: string;
  readonly arn: string;
  readonly zip: Buffer;
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** A handler's result. */
export type Outcome =
  | { readonly result: unknown }
  | {
      readonly error: {
        readonly errorType: string;
        readonly errorMessage: string;
        readonly trace?: readonly string[];
      };
    };

/** One warm instance of a function: a Node process that handles one event at a time. */
export class FunctionProcess {
  /** Fulfilled once the process is gone, or could not be started. */
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private queue: Promise<unknown>;

  /** @param folder the folder for the unpacked code and the log, `function.log` */
  constructor(
    node: string,
    private readonly image: FunctionImage,
    folder: string,
  ) {
    const root = join(folder, "task");
    mkdirSync(root, { recursive: true });
    unzip(image.zip, root);
    const bootstrap = join(folder, "bootstrap.cjs");
    writeFileSync(bootstrap, BOOTSTRAP);
    const log = openSync(join(folder, "function.log"), "a");
    const env = { ...image.environment, LAMBDA_TASK_ROOT: root, _HANDLER: image.handler };
    this.child = spawn(node, [bootstrap], { cwd: root, env, stdio: ["ignore", log, log, "ipc"] });
    this.ended = new Promise((resolve) =>
      this.child.once("exit", () => resolve()).once("error", () => resolve()),
    );
    // Loading the code does not count towards the function's timeout: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
    this.queue = Promise.race([new Promise((loaded) => this.child.once("message", loaded)), this.ended]);
    closeSync(log);
  }

  /** Whether the instance can take an event. */
  get isAlive(): boolean {
    const { connected, killed, exitCode, signalCode } = this.child;
    return connected && !killed && exitCode === null && signalCode === null;
  }

  /** Runs the handler, after the events that are waiting already. */
  invoke(event: unknown): Promise<Outcome> {
    const outcome = this.queue.then(() => this.run(event));
    this.queue = outcome;
    return outcome;
  }

  /** Kills the process. @returns once the process is gone */
  stop(): Promise<void> {
    // Killing a child that never started sends the signal to process 0: this process and its whole group.
    if (this.child.pid !== undefined) this.child.kill("SIGKILL");
    return this.ended;
  }

  private run(event: unknown): Promise<Outcome> {
    const timeoutMs = this.image.timeoutSeconds * 1000;
    return new Promise((resolve) => {
      const fail = (errorType: string, errorMessage: string) => done({ error: { errorType, errorMessage } });
      const timer = setTimeout(() => {
        void this.stop();
        fail("Sandbox.Timedout", `Task timed out after ${this.image.timeoutSeconds.toFixed(2)} seconds`);
      }, timeoutMs);
      const ended = () => fail("Runtime.ExitError", "Runtime exited without providing a reason");
      const done = (outcome: Outcome) => {
        clearTimeout(timer);
        this.child.off("message", done).off("exit", ended);
        resolve(outcome);
      };
      this.child.once("message", done).once("exit", ended);
      if (this.isAlive) this.child.send({ event, context: this.context(), timeoutMs });
      else ended();
    });
  }

  private context() {
    return {
      awsRequestId: randomUUID(),
      functionName: this.image.name,
      functionVersion: "$LATEST",
      invokedFunctionArn: this.image.arn,
      memoryLimitInMB: String(this.image.memoryMegabytes),
    };
  }
}
