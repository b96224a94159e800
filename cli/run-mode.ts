import type { OrgdutyConfig } from "../config/config";
import type { RunMode } from "../terraform/engine/run-mode";
import { CommandError, type Io } from "./terminal/io";
import { NO_FUNCTIONS } from "./commands/local/no-functions";
import { localFolder, readLocalRecord } from "./local-record";

/** Flags that say what a command talks to. At most one of them may be given. */
export interface ModeOptions {
  /** No AWS at all: no credentials, no API call. @default false */
  readonly offline?: boolean;
  /** Use a local AWS in place of AWS; `local` is the only value. @default AWS itself */
  readonly aws?: string;
}

/**
 * What a command talks to, from its flags.
 * @throws CommandError if the flags contradict each other, or no local AWS is running
 */
export function runModeOf({ offline, aws }: ModeOptions, configPath: string, io: Io): RunMode {
  if (offline && aws) throw new CommandError("--offline and --aws exclude each other", "leave one out");
  if (offline) return { kind: "offline" };
  return aws === "local" ? { kind: "local", endpoint: localEndpoint(configPath, io) } : { kind: "live" };
}

/**
 * Like `runModeOf`, for commands that work in several accounts. A region's stack works in two, and each provider
 * configuration refuses every account but its own, so one person's own credentials cannot be right for both.
 * @throws CommandError if a live run has no credentials for the accounts
 */
export function fleetModeOf(options: ModeOptions, config: OrgdutyConfig, io: Io): RunMode {
  const mode = runModeOf(options, config.path, io);
  const without = Object.values(config.organizations).find(({ credentials }) => !credentials);
  if (mode.kind === "live" && without) {
    throw new CommandError(
      `organizations.${without.partition} has no credentials: your own are for one account, but orgduty works in several`,
      "give it credentials, a role or a profile per account (docs/configuration.md); --offline and --aws local need none",
    );
  }
  return mode;
}

/**
 * The URL of the local AWS: ORGDUTY_LOCAL_AWS_URL, otherwise the one that `orgduty local start` started for the config.
 * Says if that runs no functions, because a command that waits for a delivery would wait in vain.
 */
function localEndpoint(configPath: string, { env, err }: Io): string {
  if (env.ORGDUTY_LOCAL_AWS_URL !== undefined) return env.ORGDUTY_LOCAL_AWS_URL;
  const running = readLocalRecord(localFolder(configPath));
  if (running === undefined)
    throw new CommandError("no local AWS is running for this config", "./orgduty local start");
  if (running.functions === false) err(NO_FUNCTIONS);
  return running.url;
}
