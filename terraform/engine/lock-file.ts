import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeFileAtomically } from "../process/atomic-folder";

/** Terraform's own name for it, and the only one that it looks for. */
export const LOCK_FILE = ".terraform.lock.hcl";

/** The one lock file of a config: beside it, committed, handed to every stack. */
export function lockFileOf(configPath: string): string {
  return join(dirname(configPath), LOCK_FILE);
}

/** The AWS provider's version that a lock file pins, or undefined without one. */
export function pinnedProviderVersion(lockFile: string): string | undefined {
  const block = readAwsBlock(lockFile);
  return block && /\bversion\s*=\s*"([^"]+)"/.exec(block)?.[1];
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

/**
 * Makes a lock file good for every platform, where it was made from a mirror and has the checksum of this one only. It takes the
 * checksums of the lock file that orgduty ships, if that pins the same version and has this very checksum.
 * @returns whether the lock file now serves other platforms
 */
export function completeLockFile(lockFile: string, shippedLockFile: string): boolean {
  const made = hashesIn(readAwsBlock(lockFile));
  // A registry gives the release's published sums (zh:) for all platforms; without a provider there is nothing to lack.
  if (made.length === 0 || made.some((hash) => hash.startsWith("zh:"))) return true;
  const shipped = hashesIn(readAwsBlock(shippedLockFile));
  const isSame = pinnedProviderVersion(lockFile) === pinnedProviderVersion(shippedLockFile);
  if (!isSame || !made.every((hash) => shipped.includes(hash))) return false;
  const list = shipped.map((hash) => `    "${hash}",\n`).join("");
  const text = readFileSync(lockFile, "utf8").replace(AWS_BLOCK, (block) =>
    block.replace(/hashes\s*=\s*\[[^\]]*\]/, `hashes = [\n${list}  ]`),
  );
  writeFileAtomically(lockFile, Buffer.from(text));
  return true;
}

/** The command that puts the checksums of other platforms into a config's lock file. It asks the registry. */
export function lockCommand(terraform: string, stackFolder: string, lockFile: string): string {
  const platforms = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64", "windows_amd64"];
  const flags = platforms.map((platform) => `-platform=${platform}`).join(" ");
  const made = join(stackFolder, LOCK_FILE);
  return `${terraform} -chdir=${stackFolder} providers lock ${flags} && cp ${made} ${lockFile}`;
}

const AWS_BLOCK = /provider "[^"]*\/hashicorp\/aws" \{[^}]*\}/;

function readAwsBlock(lockFile: string): string | undefined {
  return existsSync(lockFile) ? AWS_BLOCK.exec(readFileSync(lockFile, "utf8"))?.[0] : undefined;
}

function hashesIn(block: string = ""): string[] {
  return [...block.matchAll(/"((?:h1|zh):[^"]+)"/g)].map(([, hash = ""]) => hash);
}
