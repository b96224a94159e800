import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";

const ORGDUTY = resolve(__dirname, "../../bin/orgduty.js");

/** Runs `orgduty` as a person would, in the demo's folder, without any credential of theirs. */
export class Commands {
  constructor(
    private readonly folder: string,
    private readonly localAwsUrl: string,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Runs one command to its end; what it says is seen at once. Interrupted, it ends by itself first, so that no Terraform stays.
   * @returns what it wrote to stdout
   * @throws when it fails
   */
  async run(...args: string[]): Promise<string> {
    this.signal.throwIfAborted();
    const config = join(this.folder, "orgduty.yaml");
    const child = spawn(process.execPath, [ORGDUTY, ...args, "--config", config, "--aws", "local"], {
      cwd: this.folder,
      env: this.environment(),
      // A group of its own: Ctrl-C in the terminal reaches it once, through us.
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
