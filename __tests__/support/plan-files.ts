import { copyFileSync, existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expectedStacks } from "../../cli/conformance/expected-stacks";
import { loadProject } from "../../organization/load-project";
import { sha256 } from "../../plans-folder/hashing";
import { PLAN_FILE, readManifest, writeManifest } from "../../plans-folder/manifest";
import { planMembers, zip } from "../plan-review/conformance/plan-zip";
import { ROOT } from "./orgduty";

/** Puts beside each plan.json of a folder a plan file with the stack that the config makes, and names it in the manifest. */
export async function addPlanFiles(config: string, plansFolder: string): Promise<void> {
  const lockFile = join(dirname(config), ".terraform.lock.hcl");
  if (!existsSync(lockFile)) copyFileSync(join(ROOT, "examples/acme/.terraform.lock.hcl"), lockFile);
  const expected = await expectedStacks({
    ...{ project: loadProject(config), projectFolder: ROOT, env: process.env },
    signal: new AbortController().signal,
  });
  const manifest = readManifest(plansFolder);
  const stacks = manifest.stacks.map((stack) => {
    const { configuration, assets } = expected.stacks.get(stack.name)!;
    const override = expected.override(stack.name, { kind: manifest.mode });
    const file = zip(planMembers(configuration, expected.lockFile!, override));
    writeFileSync(join(plansFolder, stack.name, PLAN_FILE), file);
    return { ...stack, planSha256: sha256(file), assets: [...assets] };
  });
  writeManifest(plansFolder, { ...manifest, stacks });
}
