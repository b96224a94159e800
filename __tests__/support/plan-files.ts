import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expectedStacks } from "../../cli/conformance/expected-stacks";
import { loadProject } from "../../organization/load-project";
import { sha256 } from "../../plans-folder/hashing";
import { PLAN_FILE, PLAN_JSON_FILE, readManifest, writeManifest } from "../../plans-folder/manifest";
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
    const planJsonSha256 = withCodeOf(configuration, join(plansFolder, stack.name, PLAN_JSON_FILE));
    return { ...stack, planSha256: sha256(file), planJsonSha256, assets: [...assets] };
  });
  writeManifest(plansFolder, { ...manifest, stacks });
}

/**
 * Gives a plan.json the hash of today's code, because an edit of the forwarder's source does not make the cases anew.
 * Returns the SHA-256 of the file.
 */
function withCodeOf(configuration: Buffer, file: string): string {
  const hash = /"source_code_hash": ("[^"]*")/.exec(configuration.toString())?.[1];
  const text = readFileSync(file, "utf8");
  const own = hash === undefined ? text : text.replace(/("source_code_hash": ?)"[^"]*"/g, `$1${hash}`);
  if (own !== text) writeFileSync(file, own);
  return sha256(own);
}
