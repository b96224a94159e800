import { existsSync } from "node:fs";
import { join } from "node:path";
import type { StackEntry } from "../../config/stack-list";
import { initialize, providerMissing } from "./init";
import { completeLockFile, LOCK_FILE, lockCommand, pinnedProviderVersion } from "./lock-file";
import type { StackRun } from "./stack-run";
import { stackRun, type Workspace } from "./workspace";

/**
 * Initializes one stack alone if the provider is not in the plugin cache yet, or there is no lock file: until the
 * provider is there, the cache is not safe for concurrent inits.
 * @throws StackError with Terraform's diagnostics
 */
export async function initializeFirst(workspace: Workspace, stacks: readonly StackEntry[]): Promise<void> {
  const { lockFile, installation } = workspace;
  const [first] = stacks;
  const version = pinnedProviderVersion(lockFile);
  const isLocked = existsSync(lockFile);
  if (!first || (isLocked && !providerMissing(installation.pluginCacheFolder, version))) return;
  const run = stackRun(workspace, first, "plan");
  await initialize(run);
  if (!isLocked) tellIncomplete(workspace, run);
}

/** Warns if the lock file was made from a mirror: on another platform planning would fail without an obvious reason. */
function tellIncomplete({ projectFolder, tell }: Workspace, { lockFile, folder, binary }: StackRun): void {
  if (completeLockFile(lockFile, join(projectFolder, "examples", "acme", LOCK_FILE))) return;
  tell?.(
    `${lockFile} has this platform's checksum of the provider only: it was made from a mirror\n` +
      `  fix: before others plan with it, ${lockCommand(binary.command, folder, lockFile)}`,
  );
}
