import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { initialize } from "../engine/init";
import { terraform, type StackRun, type Step } from "../engine/stack-run";
import { readSynthesizedStack } from "../plan/synthesized-stack";

/** Read after every other override, in the order of their names. */
const LIFTED_FILE = "zzz_destroy_override.tf.json";

const OPTIONS = ["-input=false", "-no-color", "-compact-warnings", "-lock-timeout=10m"];

/**
 * Makes sure that Terraform can destroy a stack, while nothing is lost yet: it starts, may lock and read the state, gets into
 * the accounts, and knows of nothing that is still protected. AWS is not read again: that takes a call a member.
 * @throws StackError with Terraform's diagnostics
 */
export async function rehearseDestroy(run: StackRun): Promise<void> {
  await unprotected(run, "plan", ["-destroy", "-refresh=false", ...OPTIONS]);
}

/**
 * Destroys what a stack's state holds, with apply's access. prevent_destroy is lifted only while that runs, by an override that
 * names each protected resource. Waits for a Terraform that an earlier, killed run may have left at work.
 * @throws StackError with Terraform's diagnostics
 */
export async function destroyStack(run: StackRun): Promise<void> {
  await unprotected(run, "apply", ["-destroy", "-auto-approve", ...OPTIONS]);
}

async function unprotected(run: StackRun, step: Step, args: readonly string[]): Promise<void> {
  await initialize(run);
  liftProtection(run.folder);
  try {
    // Nor is a plan killed: in a bucket, its lock would keep the next destroy out.
    await terraform(run, step, args, true);
  } finally {
    restoreProtection(run.folder);
  }
}

/** Takes out what a killed destroy left in a stack's folder. */
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
  if (named.length === 0) return; // Terraform refuses an empty list of resources
  const override = { resource: Object.fromEntries(named) };
  writeFileSync(join(stackFolder, LIFTED_FILE), `${JSON.stringify(override, null, 2)}\n`);
}
