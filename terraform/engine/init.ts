import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../plans-folder/hashing";
import { handLockFile, lockCommand, saveLockFile } from "./lock-file";
import { OVERRIDE_FILE } from "./override";
import { readSynthesizedStack } from "../plan/synthesized-stack";
import { StackError, terraform, type StackRun } from "./stack-run";

/** Beside what `terraform init` leaves, so that whoever deletes .terraform has it initialized again. */
const STAMP = join(".terraform", "orgduty-init");

/**
 * Initializes a stack with the config's lock file. Does nothing where nothing that init depends on has changed: it takes a
 * second, mostly for hashing the provider, which Terraform does again at each plan.
 */
export async function initialize(run: StackRun): Promise<void> {
  const locked = handLockFile(run.lockFile, run.folder);
  const stamp = join(run.folder, STAMP);
  const isDone = existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint(run);
  if (locked && isDone && providersAreThere(run.folder)) return;
  // An init that fails leaves half of the old and half of the new: the next run may not take it for done.
  rmSync(stamp, { force: true });
  await terraform(run, "init", [
    "-input=false",
    "-no-color",
    "-reconfigure",
    ...(locked ? ["-lockfile=readonly"] : []),
  ]).catch((error: unknown) => {
    throw explained(error, run);
  });
  if (!locked) saveLockFile(run.folder, run.lockFile);
  writeFileSync(stamp, fingerprint(run));
}

/** Terraform's own words, broken into lines where they happen to break. */
const WRONG_CHECKSUM = /match\s+any\s+of\s+the\s+checksums/;

function explained(error: unknown, { binary, folder, lockFile }: StackRun): unknown {
  if (!(error instanceof StackError) || !WRONG_CHECKSUM.test(error.diagnostics)) return error;
  const command = lockCommand(binary.command, folder, lockFile);
  const fix = `fix: if ${lockFile} was made on another platform: ${command}; if not, this is not the provider that it pins`;
  return new StackError(error.stackName, error.step, `${error.diagnostics}\n\n${fix}`);
}

/** Whether the plugin cache still lacks the provider: it is not safe for concurrent inits until it is there. */
export function providerMissing(pluginCacheFolder: string | undefined, version: string | undefined): boolean {
  if (pluginCacheFolder === undefined || version === undefined) return true;
  return !existsSync(join(pluginCacheFolder, "registry.terraform.io", "hashicorp", "aws", version));
}

/** Whether no provider is a link into a plugin cache that was emptied since. */
function providersAreThere(stackFolder: string): boolean {
  const providers = join(stackFolder, ".terraform", "providers");
  if (!existsSync(providers)) return true;
  return readdirSync(providers, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .every(({ parentPath, name }) => existsSync(join(parentPath, name)));
}

/** Changes whenever init has something to do. */
function fingerprint({ folder, lockFile, env, binary }: StackRun): string {
  const override = join(folder, OVERRIDE_FILE);
  const parts = [
    readSynthesizedStack(folder).terraform,
    existsSync(override)
      ? (JSON.parse(readFileSync(override, "utf8")) as { terraform?: unknown }).terraform
      : null,
    existsSync(lockFile) ? readFileSync(lockFile, "utf8") : null,
    binary,
    env.TF_CLI_CONFIG_FILE,
    env.TF_PLUGIN_CACHE_DIR,
  ];
  return sha256(JSON.stringify(parts));
}
