import type { OrgdutyConfig } from "../config/config";
import { ownFolderOf, stateFolderOf } from "../config/state-folder";
import { stackList } from "../config/stack-list";
import type { Project } from "../organization/load-project";
import type { RunMode } from "../terraform/engine/run-mode";
import { elsewhereNotes } from "../terraform/state/elsewhere-notes";
import { StatePlaces } from "../terraform/state/state-places";

/** Whether this machine has a record of an apply: what AWS has then is, at least in part, the config's own. */
export function hasApplied(config: OrgdutyConfig, kind: RunMode["kind"]): boolean {
  const stateFolder = stateFolderOf(config, ownFolderOf(config.path, kind === "local"));
  return Object.keys(new StatePlaces(stateFolder).all).length > 0;
}

/** Notes about states that were last seen elsewhere than the config says, for a command that does not open a workspace. */
export function stateNotes({ config }: Pick<Project, "config">, kind: RunMode["kind"]): string[] {
  const stateFolder = stateFolderOf(config, ownFolderOf(config.path, kind === "local"));
  return elsewhereNotes({ config, stateFolder, mode: { kind } }, stackList(config));
}
