/** Terraform's report of the lock that keeps it out. Source: https://developer.hashicorp.com/terraform/language/state/locking */
const LOCK_INFO =
  /Error acquiring the state lock[^]*?\n\s*ID:\s+(\S+)[^]*?\n\s*Operation:\s*(\S*)\n\s*Who:\s*(.*)\n[^]*?Created:\s+(\S+ [\d:]+)/;

/** The system's answer for a locked file. Its lock ends with the process that has it. */
const FILE_IS_LOCKED = /resource temporarily unavailable/;

/** Where the stack is, for a command that a person copies. */
export interface LockedStack {
  readonly stack: string;
  /** Flags that the command needs, e.g. ` --aws local`. */
  readonly flags: string;
}

/**
 * Says who has locked a state, since when, and what removes a lock that was left behind. Undefined if Terraform did not fail for
 * a lock. Terraform's own advice is to disable locking.
 */
export function lockExplained(
  diagnostics: string,
  { stack, flags }: LockedStack,
  now = new Date(),
): string | undefined {
  const [, id, operation = "", who = "", created = ""] = LOCK_INFO.exec(diagnostics) ?? [];
  if (id === undefined) return undefined;
  const what = operation.replace(/^OperationType/, "").toLowerCase() || "an unnamed operation";
  const since = `${created.replace(/:\d+$/, "")} UTC${ago(created, now)}`;
  const held = `the state of ${stack} is locked by ${who.trim()} (${what}) since ${since}`;
  if (FILE_IS_LOCKED.test(diagnostics))
    return `${held}\n  fix: wait until that has finished: a file's lock ends with its process, so the process still runs`;
  return `${held}\n  fix: wait if that still runs; if it was killed, remove its lock: ./orgduty state unlock ${stack} ${id}${flags}`;
}

/** E.g. `, 3 hours ago`. The clocks of two machines may differ a little. */
function ago(created: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(`${created.replace(" ", "T")}Z`)) / 60_000);
  if (!(minutes > 0)) return "";
  const [count, unit] =
    minutes < 120
      ? [minutes, "minute"]
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), "hour"]
        : [Math.floor(minutes / 1440), "day"];
  return `, ${count} ${unit}${count === 1 ? "" : "s"} ago`;
}
