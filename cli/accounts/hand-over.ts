import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { Credentials } from "../../aws-clients/sources/renewed";
import { isAlive } from "../../terraform/process/is-alive";

/** What says how a profile gets keys; all else of it stays, e.g. its region. */
const OF_KEYS =
  /^\s*(role_arn|source_profile|credential_source|mfa_serial|external_id|role_session_name|duration_seconds|aws_access_key_id|aws_secret_access_key|aws_session_token)\s*=/;

/** A folder of sessions, named for the process whose they are. */
const FOLDER = /^orgduty-session-(\d+)-/;

/** Deletes the sessions that a killed orgduty has left; another user's cannot be deleted, and stay. */
function deleteLeft(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(FOLDER.exec(name)?.[1] ?? process.pid);
    if (isAlive(pid)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
}

/**
 * The person's environment, with AWS files in which the profiles that ask for an MFA code hold the session that was
 * begun with it: Terraform cannot ask. The files are the person's only (0600), and go when this process ends, or at the
 * next run if it was killed.
 * @param sessions keys by profile
 */
export function handOver(
  env: NodeJS.ProcessEnv,
  sessions: ReadonlyMap<string, Credentials>,
): NodeJS.ProcessEnv {
  deleteLeft();
  if (sessions.size === 0) return env;
  const folder = mkdtempSync(join(tmpdir(), `orgduty-session-${process.pid}-`));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const home = join(env.HOME || homedir(), ".aws");
  const config = textOf(env.AWS_CONFIG_FILE || join(home, "config"));
  const credentials = textOf(env.AWS_SHARED_CREDENTIALS_FILE || join(home, "credentials"));
  const written = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  return {
    ...env,
    AWS_CONFIG_FILE: written("config", withSessions(config, sessions)),
    AWS_SHARED_CREDENTIALS_FILE: written("credentials", without(credentials, [...sessions.keys()])),
  };
}

function withSessions(text: string, sessions: ReadonlyMap<string, Credentials>): string {
  const added = [...sessions].map(([name, keys]) => {
    const kept = blocksOf(text)
      .filter((block) => nameOf(block) === name)
      .flatMap((block) => block.slice(1).filter((line) => line.trim() !== "" && !OF_KEYS.test(line)));
    return [
      name === "default" ? "[default]" : `[profile ${name}]`,
      ...kept,
      `aws_access_key_id = ${keys.accessKeyId}`,
      `aws_secret_access_key = ${keys.secretAccessKey}`,
      ...(keys.sessionToken ? [`aws_session_token = ${keys.sessionToken}`] : []),
    ].join("\n");
  });
  return `${[without(text, [...sessions.keys()]), ...added].join("\n")}\n`;
}

function without(text: string, names: readonly string[]): string {
  return blocksOf(text)
    .filter((block) => !names.includes(nameOf(block) ?? ""))
    .map((block) => block.join("\n"))
    .join("\n");
}

/** A file's sections, each a list of lines that begins with its header. */
function blocksOf(text: string): string[][] {
  const blocks: string[][] = [[]];
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*\[/.test(line)) blocks.push([]);
    blocks.at(-1)!.push(line);
  }
  return blocks;
}

/** The profile of a section; the config writes `profile NAME`, the credentials file the name alone. */
function nameOf([header = ""]: readonly string[]): string | undefined {
  return /^\s*\[\s*(?:profile\s+)?(["']?)(.+?)\1\s*\]/.exec(header)?.[2];
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
