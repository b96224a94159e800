import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RunMode } from "../terraform/run-mode";
import { CommandError, type Io } from "./io";

export interface ModeOptions {
  readonly offline?: boolean;
  readonly aws?: string;
}

/**
 * What a command talks to, from its flags.
 * @throws CommandError where they contradict each other or no local AWS runs
 */
export function runModeOf({ offline, aws }: ModeOptions, configPath: string, io: Io): RunMode {
  if (offline && aws) throw new CommandError("--offline and --aws exclude each other", "leave one out");
  if (offline) return { kind: "offline" };
  return aws === "local" ? { kind: "local", endpoint: localEndpoint(configPath, io.env) } : { kind: "live" };
}

/** The URL of the local AWS: ORGDUTY_LOCAL_AWS_URL, else what `orgduty local start` wrote beside the config. */
function localEndpoint(configPath: string, env: NodeJS.ProcessEnv): string {
  if (env.ORGDUTY_LOCAL_AWS_URL) return env.ORGDUTY_LOCAL_AWS_URL;
  const file = join(dirname(configPath), ".orgduty", "local", "local-aws.json");
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { url: string }).url;
  } catch {
    throw new CommandError("no local AWS runs for this config", "npx orgduty local start");
  }
}
