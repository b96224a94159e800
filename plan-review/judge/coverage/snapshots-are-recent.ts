import type { Snapshot } from "../../../organization/snapshot";
import { judge, type Rule } from "../rule";

/** Accounts that joined after the snapshot are in no plan, so a snapshot that is a year old should not be used. */
const MOST_DAYS = 366;
/** How far the clock of the machine that read the organization may be ahead, in minutes. */
const AHEAD_MINUTES = 5;
const DAY_MS = 86_400_000;

/**
 * The review covers only the accounts in the snapshot, so with an old snapshot "every account" means fewer accounts.
 */
export const snapshotsAreRecent: Rule = {
  id: "OD-061",
  title: "Every snapshot was read within the last year",
  severity: "deny",
  fix: "read the organization again: ./orgduty discover; commit what it writes, and plan again",
  evaluate: ({ project, now }) =>
    judge(
      Object.values(project.snapshots),
      "the config has no organization",
      () => ({}),
      (snapshot) => ageProblem(snapshot, now),
    ),
};

function ageProblem({ partition, readAt }: Snapshot, now: Date): string | undefined {
  const age = now.getTime() - Date.parse(readAt);
  const days = Math.floor(age / DAY_MS);
  if (age < -AHEAD_MINUTES * 60_000)
    return `the snapshot of ${partition} was read on ${readAt}, which is still to come`;
  return days > MOST_DAYS
    ? `the snapshot of ${partition} was read on ${readAt}, ${days} days ago`
    : undefined;
}
