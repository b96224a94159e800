import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isAlive } from "./is-alive";

/** A process, identified so that a later one with the same number is not mistaken for it. */
export interface KnownProcess {
  readonly pid: number;
  /**
   * When the process began, as this system writes it. Absent if the system does not say, or if an earlier orgduty wrote
   * the note.
   */
  readonly started?: string;
}

/** Identifies a running process, so that it can be recognized later. */
export function knownProcess(pid: number): KnownProcess {
  const started = look(pid)?.started;
  return { pid, ...(started === undefined ? {} : { started }) };
}

/**
 * Whether exactly this process still runs. A zombie does not count: in a container without a reaper it lasts for ever.
 * If the system does not say when a process began, any process with that number counts.
 */
export function stillRuns({ pid, started }: KnownProcess): boolean {
  if (!(pid > 0) || !isAlive(pid)) return false;
  const now = look(pid);
  return now === undefined || (now.state !== "Z" && (started === undefined || started === now.started));
}

/** A process as a line of text. */
export function processText({ pid, started }: KnownProcess): string {
  return started === undefined ? String(pid) : `${pid} ${started}`;
}

/** Parses such a line. Earlier versions wrote only the number, which is valid too. */
export function processOf(text: string): KnownProcess {
  const [, pid, started] = /^(\d+)(?: (.+))?/.exec(text) ?? [];
  return { pid: Number(pid ?? 0), ...(started === undefined ? {} : { started }) };
}

interface Look {
  /** `Z` means that the process has ended. */
  readonly state: string;
  readonly started: string;
}

function look(pid: number): Look | undefined {
  return lookInProc(pid) ?? lookWithPs(pid);
}

/**
 * Linux: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html. The name is in brackets and may itself hold
 * brackets and spaces.
 */
function lookInProc(pid: number): Look | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0]!, started: fields[19]! };
  } catch {
    return undefined;
  }
}

/** macOS and the BSDs. The locale and time zone are fixed, so that the text never varies. Undefined if there is no ps. */
export function lookWithPs(pid: number): Look | undefined {
  const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  const { stdout } = spawnSync("ps", ["-o", "state=", "-o", "lstart=", "-p", String(pid)], {
    env,
    encoding: "utf8",
  });
  const [, state, started] = /^\s*(\S)\S*\s+(\S.*\S)/.exec(stdout ?? "") ?? [];
  return state === undefined || started === undefined ? undefined : { state, started };
}
