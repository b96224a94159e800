import { existsSync } from "node:fs";
import { join } from "node:path";
import type { StackEntry } from "../../config/stack-list";
import type { Engine } from "../../config/engine-versions";
import { initialize, providerMissing, REGISTRY } from "./init";
import { completeLockFile, LOCK_FILE, lockCommand, pinnedProviderVersion } from "./lock-file";
import type { StackRun } from "./stack-run";
import { stackRun, type Workspace } from "./workspace";

/**
 * Initializes one stack alone if the provider is not in the plugin cache yet, or there is no lock file: until the
 * provider is there, the cache is not safe for concurrent inits.
 * @throws StackError with Terraform's diagnostics
 */
export async function initializeFirst(workspace: Workspace, stacks: readonly StackEntry[]): Promise<void> {
  const { lockFile, installation, terraform } = workspace;
  const [first] = stacks;
  const version = pinnedProviderVersion(lockFile);
  const isLocked = existsSync(lockFile);
  const isMissing = providerMissing(installation.pluginCacheFolder, version, terraform.engine);
  if (!first || (isLocked && !isMissing)) return;
  const run = stackRun(workspace, first, "plan");
  if (isMissing && !installation.hasProvider) workspace.tell?.(fetchText(terraform.engine, version));
  await initialize(run);
  if (!isLocked) tellIncomplete(workspace, run);
}

/**
 * Terraform prints no progress, and a person with a slow connection waits for minutes.
 * Source of the sizes: the release of 5.100.0, and https://github.com/gruntwork-io/terragrunt/pull/6341 for 6.50.0
 */
function fetchText(engine: Engine = "Terraform", version?: string): string {
  const provider = `the AWS provider${version === undefined ? "" : ` ${version}`}`;
  return `${engine} fetches ${provider}, once: some 150 to 200 MB, 700 MB and more on disk. It comes from where your CLI configuration says, else from ${REGISTRY[engine]}`;
}

/** Warns if the lock file was made from a mirror: on another platform planning would fail without an obvious reason. */
function tellIncomplete({ projectFolder, tell }: Workspace, { lockFile, folder, binary }: StackRun): void {
  if (completeLockFile(lockFile, join(projectFolder, "examples", "acme", LOCK_FILE))) return;
  tell?.(
    `${lockFile} has this platform's checksum of the provider only: it was made from a mirror\n` +
      `  fix: before others plan with it, ${lockCommand(binary.command, folder, lockFile)}`,
  );
}
