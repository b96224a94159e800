import { readdirSync, readFileSync } from "node:fs";

/** Watches the memory of a process and all it starts. `stop` returns the largest sum seen, in bytes. Linux only. */
export function watchMemory(pid: number, everyMilliseconds = 250): { stop(): number } {
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, residentBytes(pid))), everyMilliseconds);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

/** Resident memory of a process tree; pages that processes share count once for each. */
function residentBytes(root: number): number {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  const members = new Set([root]);
  // A child's pid may be lower than its parent's, so look until nobody new is found.
  for (let size = 0; size !== members.size;) {
    size = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
  }
  return all.filter(({ pid }) => members.has(pid)).reduce((sum, { bytes }) => sum + bytes, 0);
}

function statOf(pid: number): { pid: number; parent: number; bytes: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const number = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return { pid, parent: number("PPid"), bytes: number("VmRSS") * 1024 };
  } catch {
    return undefined;
  }
}
