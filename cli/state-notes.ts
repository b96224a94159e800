import { ownFolderOf, stateFolderOf } from "../config/state-folder";
import { stackList } from "../config/stack-list";
import type { Project } from "../organization/load-project";
import type { RunMode } from "../terraform/engine/run-mode";
import { elsewhereNotes } from "../terraform/state/elsewhere-notes";

/** Notes about states that were last seen elsewhere than the config says, for a command that does not open a workspace. */
export function stateNotes({ config }: Pick<Project, "config">, kind: RunMode["kind"]): string[] {
  const stateFolder = stateFolderOf(config, ownFolderOf(config.path, kind === "local"));
  return elsewhereNotes({ config, stateFolder, mode: { kind } }, stackList(config));
}
