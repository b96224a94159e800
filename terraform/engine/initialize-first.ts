import { existsSync } from "node:fs";
import { join } from "node:path";
import type { StackEntry } from "../../config/stack-list";
import { initialize, providerMissing } from "./init";
import { completeLockFile, LOCK_FILE, lockCommand, pinnedProviderVersion } from "./lock-file";
import type { StackRun } from "./stack-run";
import { stackRun, type Workspace } from "./workspace";

/**
 * Initializes one stack alone where the provider has yet to be fetched or the lock file to be made: the plugin cache is not
 * safe for concurrent inits until the provider is in it.
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

/** A lock file made from a mirror keeps everyone on another platform from planning, who would not know why. */
function tellIncomplete({ projectFolder, tell }: Workspace, { lockFile, folder, binary }: StackRun): void {
  if (completeLockFile(lockFile, join(projectFolder, "examples", "acme", LOCK_FILE))) return;
  tell?.(
    `${lockFile} has this platform's checksum of the provider only: it was made from a mirror\n` +
      `  fix: before others plan with it, ${lockCommand(binary.command, folder, lockFile)}`,
  );
}
