import { existsSync } from "node:fs";
import type { StackEntry } from "../config/stack-list";
import { initialize, providerMissing } from "./init";
import { pinnedProviderVersion } from "./lock-file";
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
  if (first && (!existsSync(lockFile) || providerMissing(installation.pluginCacheFolder, version))) {
    await initialize(stackRun(workspace, first, "plan"));
  }
}
