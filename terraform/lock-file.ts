import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeFileAtomically } from "./atomic-folder";

export const LOCK_FILE = ".terraform.lock.hcl";

/** The one lock file of a config: beside it, committed, handed to every stack. */
export function lockFileOf(configPath: string): string {
  return join(dirname(configPath), LOCK_FILE);
}

/** The AWS provider's version that a lock file pins, or undefined without one. */
export function pinnedProviderVersion(lockFile: string): string | undefined {
  if (!existsSync(lockFile)) return undefined;
  const block = /provider "[^"]*\/hashicorp\/aws" \{[^}]*?\bversion\s*=\s*"([^"]+)"/.exec(
    readFileSync(lockFile, "utf8"),
  );
  return block?.[1];
}

/** Hands the config's lock file to a stack. Returns whether there is one: without it the first init makes it. */
export function handLockFile(lockFile: string, stackFolder: string): boolean {
  if (!existsSync(lockFile)) return false;
  copyFileSync(lockFile, join(stackFolder, LOCK_FILE));
  return true;
}

/** Saves the lock file that a stack's first init made beside the config, for every later one. */
export function saveLockFile(stackFolder: string, lockFile: string): void {
  const made = join(stackFolder, LOCK_FILE);
  // A stack without any provider gets none.
  if (existsSync(made)) writeFileAtomically(lockFile, readFileSync(made));
}
