import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeFileAtomically } from "../process/atomic-folder";

/** The file name that Terraform uses, and the only one that it looks for. */
export const LOCK_FILE = ".terraform.lock.hcl";

/** The one lock file for a config. It is beside the config, committed, and copied to every stack. */
export function lockFileOf(configPath: string): string {
  return join(dirname(configPath), LOCK_FILE);
}

/** The AWS provider's version in a lock file. Undefined if there is no file, or it pins none. */
export function pinnedProviderVersion(lockFile: string): string | undefined {
  const block = readAwsBlock(lockFile);
  return block && /\bversion\s*=\s*"([^"]+)"/.exec(block)?.[1];
}

/** The versions that the lock file was made for. Init compares them with what a folder asks for. */
export function lockedConstraints(lockFile: string): string | undefined {
  const block = readAwsBlock(lockFile);
  return block && /\bconstraints\s*=\s*"([^"]+)"/.exec(block)?.[1];
}

/** Copies the config's lock file to a stack. Returns whether there is one: if not, the first init makes it. */
export function handLockFile(lockFile: string, stackFolder: string): boolean {
  if (!existsSync(lockFile)) return false;
  copyFileSync(lockFile, join(stackFolder, LOCK_FILE));
  return true;
}

/** Saves beside the config the lock file that a stack's first init made, so that later stacks use it. */
export function saveLockFile(stackFolder: string, lockFile: string): void {
  const made = join(stackFolder, LOCK_FILE);
  // Init of a stack without any provider makes no lock file.
  if (existsSync(made)) writeFileAtomically(lockFile, readFileSync(made));
}

/**
 * Completes a lock file that was made from a mirror and has the checksum of this platform only. It adds the checksums
 * of the lock file that orgduty ships, if that pins the same version and has the same checksum.
 * @returns whether the lock file now serves other platforms
 */
export function completeLockFile(lockFile: string, shippedLockFile: string): boolean {
  const made = hashesIn(readAwsBlock(lockFile));
  // A registry gives the release's sums (zh:) for all platforms; without a provider no checksum is missing.
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

/** The command that adds the checksums of other platforms to a config's lock file. It asks the registry. */
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
