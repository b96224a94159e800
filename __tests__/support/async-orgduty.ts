import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "./orgduty";
import { Terminal } from "./terminal";

/** What a run of the command line said, and how it ended: null where it was killed. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line against a local AWS that runs in the test's own process, which must therefore not be blocked. */
export class Orgduty {
  constructor(
    private readonly config: string,
    private readonly localAwsUrl: string,
  ) {}

  /** Starts a command. The child is there to be killed, and to be listened to. */
  start(...args: string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
    const child = spawn(process.execPath, this.command(args), {
      env: this.environment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = once(child, "close").then(([code]) => ({ code: code as number | null, stdout, stderr }));
    return { child, ended };
  }

  /** Starts a command where a person can be asked. */
  inTerminal(...args: string[]): Terminal {
    return new Terminal([process.execPath, ...this.command(args)], this.environment());
  }

  /** Runs a command to its end. */
  run(...args: string[]): Promise<Ended> {
    return this.start(...args).ended;
  }

  /** Runs a command that has to succeed. */
  async succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    if (code !== 0) throw new Error(`orgduty ${args.join(" ")} ended with ${code}\n${stdout}\n${stderr}`);
    return stdout;
  }

  private command(args: readonly string[]): string[] {
    const config = args.includes("--config") ? [] : ["--config", this.config];
    return [join(ROOT, "bin", "orgduty.js"), ...args, ...config, "--aws", "local"];
  }

  private environment(): NodeJS.ProcessEnv {
    return { ...process.env, ORGDUTY_LOCAL_AWS_URL: this.localAwsUrl };
  }
}
