import { readFileSync } from "node:fs";

/** Linux counts in hundredths of a second: USER_HZ. */
const TICKS = 100;

/**
 * Processor seconds of the processes that this one started, and that ended while the work ran, with all that these
 * started themselves. Linux only.
 */
export async function cpuOf<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly cpu: number }> {
  const before = ofEndedChildren();
  const result = await work();
  return { result, cpu: ofEndedChildren() - before };
}

/** Source: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, cutime and cstime. */
function ofEndedChildren(): number {
  const fields = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}
