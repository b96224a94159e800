import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";

const ORGDUTY = resolve(__dirname, "../../bin/orgduty.js");

/** Runs `orgduty` as a person would, in the demo's folder, without that person's own credentials. */
export class Commands {
  constructor(
    private readonly folder: string,
    private readonly localAwsUrl: string,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Runs one command to its end and shows its output at once. If interrupted, it waits for the command to end, so that
   * no Terraform is left running.
   * @returns what the command wrote to stdout
   * @throws if the command fails
   */
  async run(...args: string[]): Promise<string> {
    this.signal.throwIfAborted();
    const config = join(this.folder, "orgduty.yaml");
    const child = spawn(process.execPath, [ORGDUTY, ...args, "--config", config, "--aws", "local"], {
      cwd: this.folder,
      env: this.environment(),
      // Its own process group: Ctrl-C in the terminal reaches the command once, through us.
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const interrupt = () => child.kill("SIGINT");
    this.signal.addEventListener("abort", interrupt, { once: true });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    this.signal.removeEventListener("abort", interrupt);
    this.signal.throwIfAborted();
    if (code !== 0) throw new Error(`orgduty ${args.join(" ")} ended with ${code}\n${output}`);
    return output;
  }

  private environment(): NodeJS.ProcessEnv {
    const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|ORGDUTY_CONFIG$)/.test(name));
    return { ...Object.fromEntries(kept), ORGDUTY_LOCAL_AWS_URL: this.localAwsUrl };
  }
}
