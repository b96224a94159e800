import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OrgdutyConfig } from "../config/config";
import { displayPath } from "../config/problems/display-path";
import { stackList } from "../config/stack-list";

/** Stacks whose local state in a folder holds resources. */
export function localStates(stateFolder: string): string[] {
  if (!existsSync(stateFolder)) return [];
  return readdirSync(stateFolder)
    .filter((file) => file.endsWith(".tfstate") && holdsResources(join(stateFolder, file)))
    .map((file) => file.slice(0, -".tfstate".length))
    .sort();
}

/** Terraform leaves a state behind when it has destroyed every resource. One that cannot be read may hold anything. */
function holdsResources(file: string): boolean {
  try {
    const { resources } = JSON.parse(readFileSync(file, "utf8")) as { resources: { mode: string }[] };
    return resources.some(({ mode }) => mode === "managed");
  } catch {
    return true;
  }
}

/** A local state that holds resources of a stack that is not, or no longer, in the config. */
export interface StrayState {
  readonly stack: string;
  readonly file: string;
}

/**
 * Finds what would stay in AWS unmentioned: a region that was taken out of the config has no stack any more. Only states on
 * this machine are known; a bucket is not searched.
 */
export function statesWithoutStack(config: OrgdutyConfig, stateFolder: string): StrayState[] {
  const known = stackList(config).map(({ name }) => name);
  return localStates(stateFolder)
    .filter((stack) => !known.includes(stack))
    .map((stack) => ({ stack, file: displayPath(join(stateFolder, `${stack}.tfstate`)) }));
}
