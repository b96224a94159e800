import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

/** The last commit whose verify compared a list of its own, not the synthesized stacks. */
export const BASE = "f4c2817";

const ROOT = resolve(__dirname, "../..");

/** Checks that commit out beside a benchmark. @returns undefined if this clone does not have it */
export function checkOutBase(folder: string): string | undefined {
  const checkout = join(folder, "base");
  mkdirSync(checkout);
  const command = 'git archive "$0" | tar -x -C "$1"';
  spawnSync("sh", ["-c", command, BASE, checkout], { cwd: ROOT, stdio: "ignore" });
  if (!existsSync(join(checkout, "bench", "verify", "verify-alone.ts"))) return undefined;
  symlinkSync(join(ROOT, "node_modules"), join(checkout, "node_modules"));
  return checkout;
}
