import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isAlive } from "./is-alive";

/** A process, told from another one that is given its number later. */
export interface KnownProcess {
  readonly pid: number;
  /** When it began, in this system's own words; absent where it has none, or in a note of an earlier orgduty. */
  readonly started?: string;
}

/** What is to be noted of a running process, so that it is known again. */
export function knownProcess(pid: number): KnownProcess {
  const started = look(pid)?.started;
  return { pid, ...(started === undefined ? {} : { started }) };
}

/**
 * Whether exactly this process still runs. One that has ended and waits for its parent to notice does not: in a container
 * without a reaper that lasts for ever. Where this system says nothing of it, a process of that number is taken for it.
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

/** Reads such a line: a number alone, as earlier versions wrote it, is one too. */
export function processOf(text: string): KnownProcess {
  const [, pid, started] = /^(\d+)(?: (.+))?/.exec(text) ?? [];
  return { pid: Number(pid ?? 0), ...(started === undefined ? {} : { started }) };
}

interface Look {
  /** `Z` has ended. */
  readonly state: string;
  readonly started: string;
}

function look(pid: number): Look | undefined {
  return lookInProc(pid) ?? lookWithPs(pid);
}

/** Linux: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the name, in brackets, may hold brackets and spaces. */
function lookInProc(pid: number): Look | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0]!, started: fields[19]! };
  } catch {
    return undefined;
  }
}

/** macOS and the BSDs. The same words in every language and time zone; undefined where there is no ps. */
export function lookWithPs(pid: number): Look | undefined {
  const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  const { stdout } = spawnSync("ps", ["-o", "state=", "-o", "lstart=", "-p", String(pid)], {
    env,
    encoding: "utf8",
  });
  const [, state, started] = /^\s*(\S)\S*\s+(\S.*\S)/.exec(stdout ?? "") ?? [];
  return state === undefined || started === undefined ? undefined : { state, started };
}
