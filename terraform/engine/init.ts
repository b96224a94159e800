import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../config/engine-versions";
import { sha256 } from "../../plans-folder/hashing";
import { handLockFile, lockCommand, saveLockFile } from "./lock-file";
import { OVERRIDE_FILE } from "./override";
import { lockRefusal } from "./tofu-refusals";
import { readSynthesizedStack } from "../plan/synthesized-stack";
import { StackError, terraform, type StackRun } from "./stack-run";

/**
 * A note beside what `terraform init` leaves. It is inside .terraform, so deleting that folder makes the stack
 * initialize again.
 */
const STAMP = join(".terraform", "orgduty-init");

/**
 * Initializes a stack with the config's lock file. It does nothing if nothing that init depends on has changed: init
 * takes a second, mostly to hash the provider, which Terraform does again at each plan.
 */
export async function initialize(run: StackRun): Promise<void> {
  const locked = handLockFile(run.lockFile, run.folder);
  const stamp = join(run.folder, STAMP);
  const isDone = existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint(run);
  if (locked && isDone && providersAreThere(run.folder)) return;
  // A failed init leaves a mix of old and new, which the next run must not take for complete.
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

/** Terraform's own message, which it may break into lines anywhere. */
const WRONG_CHECKSUM = /match\s+any\s+of\s+the\s+checksums/;

function explained(error: unknown, { binary, folder, lockFile }: StackRun): unknown {
  if (!(error instanceof StackError)) return error;
  const refusal = binary.engine === "OpenTofu" ? lockRefusal(error.diagnostics, lockFile) : undefined;
  if (refusal) return new StackError(error.stackName, error.step, `${error.diagnostics}\n\n${refusal}`);
  if (!WRONG_CHECKSUM.test(error.diagnostics)) return error;
  const command = lockCommand(binary.command, folder, lockFile);
  const fix = `fix: if ${lockFile} was made on another platform: ${command}; if not, this is not the provider that it pins`;
  return new StackError(error.stackName, error.step, `${error.diagnostics}\n\n${fix}`);
}

/** Where each engine takes a provider from whose address has no host. */
export const REGISTRY: Readonly<Record<Engine, string>> = {
  Terraform: "registry.terraform.io",
  OpenTofu: "registry.opentofu.org",
};

/** Whether the plugin cache still lacks the provider. Until it is there, concurrent inits are not safe. */
export function providerMissing(
  pluginCacheFolder: string | undefined,
  version: string | undefined,
  engine: Engine = "Terraform",
): boolean {
  if (pluginCacheFolder === undefined || version === undefined) return true;
  return !existsSync(join(pluginCacheFolder, REGISTRY[engine], "hashicorp", "aws", version));
}

/** Whether every provider is really there. One may be a link into a plugin cache that was emptied since. */
function providersAreThere(stackFolder: string): boolean {
  const providers = join(stackFolder, ".terraform", "providers");
  if (!existsSync(providers)) return true;
  return readdirSync(providers, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .every(({ parentPath, name }) => existsSync(join(parentPath, name)));
}

/** A digest of everything that init depends on. */
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
