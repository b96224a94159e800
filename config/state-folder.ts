import { dirname, join } from "node:path";
import type { OrgdutyConfig } from "./config";

/**
 * The folder beside a config for the files that orgduty keeps on this machine. A rehearsal on the local AWS has a
 * folder of its own below it.
 */
export function ownFolderOf(configPath: string, isRehearsal = false): string {
  const folder = join(dirname(configPath), ".orgduty");
  return isRehearsal ? join(folder, "local") : folder;
}

/**
 * Where a config's local states are. The config's name is part of the path, so that two configs never share a state.
 * @param ownFolder the result of `ownFolderOf`; by default that of a live run
 */
export function stateFolderOf(
  { path, name }: Pick<OrgdutyConfig, "path" | "name">,
  ownFolder = ownFolderOf(path),
): string {
  return join(ownFolder, "state", name);
}
