import type { Project, SourceFile } from "../organization/load-project";
import type { PlanAllProps } from "../terraform/plan-all";
import type { Io } from "./io";
import { shownPath } from "./open-project";

/** The files a plan is made from, as the manifest records them. */
export function recordedFiles({ files }: Project, io: Io): PlanAllProps["files"] {
  const recorded = ({ path, sha256 }: SourceFile) => ({ path: shownPath(path, io), sha256 });
  const snapshots = Object.entries(files.snapshots).map(([partition, file]) => [partition, recorded(file)]);
  return { config: recorded(files.config), snapshots: Object.fromEntries(snapshots) };
}
