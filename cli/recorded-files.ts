import { relative, sep } from "node:path";
import type { Project, SourceFile } from "../organization/load-project";
import type { PlanAllProps } from "../terraform/plan/plan-all";
import { repositoryRoot } from "./root";

/**
 * The files that a plan is made from, as the manifest records them: relative to the checkout, whichever folder orgduty
 * was started in.
 */
export function recordedFiles({ files }: Project): PlanAllProps["files"] {
  const recorded = ({ path, sha256 }: SourceFile) => ({
    path: relative(repositoryRoot(), path).split(sep).join("/"),
    sha256,
  });
  const snapshots = Object.entries(files.snapshots).map(([partition, file]) => [partition, recorded(file)]);
  return {
    config: recorded(files.config),
    snapshots: Object.fromEntries(snapshots) as PlanAllProps["files"]["snapshots"],
  };
}
