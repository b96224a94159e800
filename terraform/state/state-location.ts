import { join } from "node:path";
import { displayPath } from "../../config/problems/display-path";
import { s3StateKey } from "../../config/names";
import type { State } from "../../config/config";
import type { StackEntry } from "../../config/stack-list";
import { stackFolderOf } from "../plan/synthesized-stack";
import type { Workspace } from "../engine/workspace";

/** Where a stack's state is kept: a file's path or an s3: address, for a person who has to find it. */
export function stateLocation(workspace: Workspace, { name, partition }: StackEntry): string {
  const { config, mode, workFolder } = workspace;
  const state = config.organizations[partition]?.state ?? "local";
  // The file that replaces a remote state offline (override.ts).
  if (state !== "local" && mode.kind === "offline")
    return displayPath(join(stackFolderOf(workFolder, name), "terraform.tfstate"));
  return placeText(workspace, name, state);
}

/** A stack's state at any place: a file's path or an s3: address. */
export function placeText(
  { config, stateFolder }: Pick<Workspace, "config" | "stateFolder">,
  stack: string,
  state: State,
): string {
  if (state === "local") return displayPath(join(stateFolder, `${stack}.tfstate`));
  const { bucket, keyPrefix } = state.s3;
  return `s3://${bucket}/${s3StateKey(config.name, stack, keyPrefix)}`;
}
