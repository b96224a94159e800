import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Project, SourceFile } from "../organization/load-project";
import type { PlanAllProps } from "../terraform/plan/plan-all";
import { shownPath } from "./open-project";
import { repositoryRoot } from "./root";
import type { Io } from "./terminal/io";

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

/** A recorded path as it reads from the folder that orgduty was started in. One that is not there is shown as recorded. */
export function shownRecorded(recorded: string, io: Io): string {
  const path = join(repositoryRoot(), recorded);
  return existsSync(path) ? shownPath(path, io) : recorded;
}
