import { readFileSync } from "node:fs";
import { availableParallelism, freemem, totalmem } from "node:os";

/** The memory that Terraform and its two or three provider processes need for one stack, with room to spare. */
const BYTES_A_STACK = 1.2e9;

/** The cores and memory that stacks share. In a container, that is the container's limit. */
export interface Machine {
  readonly cores: number;
  readonly memoryBytes: number;
}

/** How many stacks to run at once: so many for each core, as far as memory allows, and at least one. */
export function defaultConcurrency(
  stacksACore: number = 1,
  { cores, memoryBytes }: Machine = thisMachine(),
): number {
  return Math.max(1, Math.min(cores * stacksACore, Math.floor(memoryBytes / BYTES_A_STACK)));
}

function thisMachine(): Machine {
  const limit = cgroupLimit();
  return { cores: availableParallelism(), memoryBytes: limit ?? Math.max(freemem(), totalmem() / 2) };
}

/** A container's memory limit. os.totalmem() does not see it: it reports the host's memory. */
function cgroupLimit(): number | undefined {
  for (const file of ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]) {
    try {
      const bytes = Number(readFileSync(file, "utf8"));
      // "max" is not a number; cgroups version 1 writes "no limit" as a number larger than any machine's memory.
      if (Number.isFinite(bytes) && bytes < totalmem()) return bytes;
    } catch {
      // Not Linux, or the other version of cgroups.
    }
  }
  return undefined;
}
