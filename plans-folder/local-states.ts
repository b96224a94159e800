import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OrgdutyConfig } from "../config/config";
import { displayPath } from "../config/problems/display-path";
import { everyStackName } from "../config/stack-list";

/** Stacks whose local state in a folder still holds resources. */
export function localStates(stateFolder: string): string[] {
  if (!existsSync(stateFolder)) return [];
  return readdirSync(stateFolder)
    .filter((file) => file.endsWith(".tfstate") && holdsResources(join(stateFolder, file)))
    .map((file) => file.slice(0, -".tfstate".length))
    .sort();
}

/**
 * Whether a state holds resources: Terraform leaves an empty state after destroying all. A state that cannot be read
 * counts, as it may hold anything.
 */
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
 * Finds resources that would stay in AWS unnoticed, because a region that was removed from the config no longer has a
 * stack. It looks only at states on this machine, not in a bucket.
 */
export function statesWithoutStack(config: OrgdutyConfig, stateFolder: string): StrayState[] {
  const known = everyStackName(config);
  return localStates(stateFolder)
    .filter((stack) => !known.includes(stack))
    .map((stack) => ({ stack, file: displayPath(join(stateFolder, `${stack}.tfstate`)) }));
}
