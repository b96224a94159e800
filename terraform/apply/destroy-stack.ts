import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { initialize } from "../engine/init";
import { terraform, type StackRun, type Step } from "../engine/stack-run";
import { readSynthesizedStack, withoutImports } from "../plan/synthesized-stack";

/** The override that lifts prevent_destroy, and imports nothing: what is destroyed is not taken over. Terraform reads overrides by name, so this one comes after every other. */
const LIFTED_FILE = "zzz_destroy_override.tf.json";

const OPTIONS = ["-input=false", "-no-color", "-compact-warnings"];

/**
 * Makes sure that Terraform can destroy a stack before anything is lost: it starts, can lock and read the state, can
 * sign in to the accounts, and finds nothing that is still protected. AWS is not refreshed: that would take a call for
 * each member. It hardly waits for a lock: one that was left behind would have a person wait for nothing.
 * @throws StackError with Terraform's diagnostics
 */
export async function rehearseDestroy(run: StackRun): Promise<void> {
  await unprotected(run, "plan", ["-destroy", "-refresh=false", "-lock-timeout=5s", ...OPTIONS]);
}

/**
 * Destroys what a stack's state holds, with the apply roles. prevent_destroy is lifted only while that runs, by an
 * override that names each protected resource. It waits if an earlier, killed run left a Terraform at work.
 * @throws StackError with Terraform's diagnostics
 */
export async function destroyStack(run: StackRun): Promise<void> {
  await unprotected(run, "apply", ["-destroy", "-auto-approve", "-lock-timeout=10m", ...OPTIONS]);
}

/**
 * Destroys what nobody protects, and leaves what is protected, with what belongs to it, in AWS and in the state: the
 * bucket of the states and its key. Terraform would begin to destroy the rest and then stop.
 * @throws StackError with Terraform's diagnostics
 */
export async function destroyUnprotected(run: StackRun): Promise<void> {
  await initialize(run);
  const targets = Object.entries(readSynthesizedStack(run.folder).resource ?? {})
    .filter(([type]) => !OF_STATES.test(type))
    .flatMap(([type, resources]) => Object.keys(resources).map((name) => `-target=${type}.${name}`));
  const args = ["-destroy", "-auto-approve", "-lock-timeout=10m", ...targets, ...OPTIONS];
  await terraform(run, "apply", args, true);
}

/** The bucket of the states and its settings, and its key. */
const OF_STATES = /^aws_(s3|kms)_/;

async function unprotected(run: StackRun, step: Step, args: readonly string[]): Promise<void> {
  await initialize(run);
  liftProtection(run.folder);
  try {
    // A plan is not killed either: in a bucket, its lock would keep the next destroy out.
    await terraform(run, step, args, true);
  } finally {
    restoreProtection(run.folder);
  }
}

/** Deletes the override that a killed destroy left in a stack's folder. */
export function restoreProtection(stackFolder: string): void {
  rmSync(join(stackFolder, LIFTED_FILE), { force: true });
}

function liftProtection(stackFolder: string): void {
  const resource = Object.fromEntries(
    Object.entries(readSynthesizedStack(stackFolder).resource ?? {}).map(([type, resources]) => [
      type,
      Object.fromEntries(
        Object.entries(resources)
          .filter(
            ([, { lifecycle }]) => (lifecycle as { prevent_destroy?: boolean } | undefined)?.prevent_destroy,
          )
          .map(([name]) => [name, { lifecycle: { prevent_destroy: false } }]),
      ),
    ]),
  );
  const named = Object.entries(resource).filter(([, resources]) => Object.keys(resources).length > 0);
  const locals = withoutImports(readSynthesizedStack(stackFolder));
  const hasResources = named.length > 0; // Terraform refuses an empty list of resources
  if (!hasResources && !locals.locals) return;
  const override = { ...(hasResources ? { resource: Object.fromEntries(named) } : {}), ...locals };
  writeFileSync(join(stackFolder, LIFTED_FILE), `${JSON.stringify(override, null, 2)}\n`);
}
