import { dirname, join } from "node:path";
import type { OrgdutyConfig } from "./config";

/** The folder beside a config for what orgduty keeps on this machine. A rehearsal on the local AWS has its own below it. */
export function ownFolderOf(configPath: string, isRehearsal = false): string {
  const folder = join(dirname(configPath), ".orgduty");
  return isRehearsal ? join(folder, "local") : folder;
}

/**
 * Where a config's local states are. Its name is part of the path, so that two configs never share a state.
 * @param ownFolder as `ownFolderOf` gives it; by default that of a live run
 */
export function stateFolderOf(
  { path, name }: Pick<OrgdutyConfig, "path" | "name">,
  ownFolder = ownFolderOf(path),
): string {
  return join(ownFolder, "state", name);
}
