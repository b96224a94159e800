import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { displayPath } from "../config/display-path";
import { stackList } from "../config/stack-list";
import type { Workspace } from "../terraform/workspace";

/** A local state that holds resources, of a stack that the config does not have, or no longer. */
export interface StrayState {
  readonly stack: string;
  readonly file: string;
}

/**
 * Finds what a destroy leaves up without a word: a region that was taken out of the config has no stack any more. Only states
 * on this machine are known; a bucket is not searched.
 */
export function statesWithoutStack({
  config,
  stateFolder,
}: Pick<Workspace, "config" | "stateFolder">): StrayState[] {
  if (!existsSync(stateFolder)) return [];
  const known = stackList(config).map(({ name }) => `${name}.tfstate`);
  return readdirSync(stateFolder)
    .filter((file) => file.endsWith(".tfstate") && !known.includes(file))
    .filter((file) => holdsResources(join(stateFolder, file)))
    .map((file) => ({
      stack: file.slice(0, -".tfstate".length),
      file: displayPath(join(stateFolder, file)),
    }));
}

/** One that cannot be read may hold anything. */
function holdsResources(file: string): boolean {
  try {
    const { resources } = JSON.parse(readFileSync(file, "utf8")) as { resources: { mode: string }[] };
    return resources.some(({ mode }) => mode === "managed");
  } catch {
    return true;
  }
}
