import { join } from "node:path";
import { displayPath } from "../../config/problems/display-path";
import { s3StateKey } from "../../config/names";
import type { StackEntry } from "../../config/stack-list";
import { stackFolderOf } from "../plan/synthesized-stack";
import type { Workspace } from "../engine/workspace";

/** Where a stack's state is kept: a file's path or an s3: address, for a person who has to find it. */
export function stateLocation(workspace: Workspace, { name, partition }: StackEntry): string {
  const { config, mode, stateFolder, workFolder } = workspace;
  const state = config.organizations[partition]?.state ?? "local";
  if (state === "local") return displayPath(join(stateFolder, `${name}.tfstate`));
  // The file that replaces a remote state offline and locally (override.ts).
  if (mode.kind !== "live") return displayPath(join(stackFolderOf(workFolder, name), "terraform.tfstate"));
  const { bucket, keyPrefix } = state.s3;
  return `s3://${bucket}/${s3StateKey(config.name, name, keyPrefix)}`;
}
