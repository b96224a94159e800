import { isSharpLoss } from "../../../organization/shrinkage";
import type { Snapshot } from "../../../organization/snapshot";
import { judge, type ReviewContext, type Rule } from "../rule";

/** If there are more accounts than this, they are counted instead of named. */
const MOST_NAMED = 5;

/**
 * If accounts are removed from the snapshot by hand, or set to suspended, nothing covers them and no other rule
 * notices.
 */
export const snapshotsKeepTheirOrganization: Rule = {
  id: "OD-062",
  title: "Every snapshot is of the organization that the repository had before, and lost few of its accounts",
  severity: "deny",
  fix: "read the organization again: ./orgduty discover; waive this rule if the accounts really left",
  evaluate: ({ project, plans }) =>
    judge(
      (plans.earlierSnapshots ?? []).flatMap((earlier) => {
        const snapshot = project.snapshots[earlier.partition];
        return snapshot ? [{ earlier, snapshot }] : [];
      }),
      "the repository has no earlier snapshot to compare with",
      () => ({}),
      changeProblems,
    ),
};

interface Compared {
  readonly earlier: NonNullable<ReviewContext["plans"]["earlierSnapshots"]>[number];
  readonly snapshot: Snapshot;
}

function changeProblems({ earlier: { commit, snapshot: before }, snapshot }: Compared): string[] {
  const since = `in commit ${commit.slice(0, 12)}`;
  const moved = (["organizationId", "managementAccountId"] as const)
    .filter((key) => before[key] !== snapshot[key])
    .map((key) => `the ${key} of ${snapshot.partition} is ${snapshot[key]}, and was ${before[key]} ${since}`);
  const active = activeIn(snapshot);
  const lost = [...activeIn(before)].filter((id) => !active.has(id));
  if (!isSharpLoss(lost.length, activeIn(before).size)) return moved;
  const more = lost.length > MOST_NAMED ? ` and ${lost.length - MOST_NAMED} more` : "";
  const named = `${lost.slice(0, MOST_NAMED).join(", ")}${more}`;
  const count = `${lost.length} of ${activeIn(before).size} active accounts of ${snapshot.partition}`;
  return [...moved, `${count} are gone or no longer active since the snapshot ${since}: ${named}`];
}

function activeIn({ accounts }: Snapshot): Set<string> {
  return new Set(accounts.filter(({ state }) => state === "ACTIVE").map(({ id }) => id));
}
