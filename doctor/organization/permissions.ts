import { blocker, fine, unchecked, type Finding } from "../line";
import type { Simulated } from "../read/simulate";

/** What the simulator said of one role. */
export interface RolePermissions {
  readonly purpose: "plan" | "apply";
  /** The role or user. */
  readonly arn: string;
  readonly results: readonly Simulated[];
}

const MOST_LISTED = 8;

/** Whether a role may do what plan or apply needs. */
export function judgePermissions({ purpose, arn, results }: RolePermissions): Finding[] {
  const denied = results.filter(({ isAllowed }) => !isAllowed);
  const unclear = denied.filter(({ missing }) => missing.length > 0);
  const certain = denied.filter(({ missing }) => missing.length === 0);
  const findings = [
    ...causesOf(certain).map(([because, of]) => deniedLine(purpose, arn, because, of)),
    ...(unclear.length > 0 ? [unclearLine(purpose, arn, unclear)] : []),
  ];
  if (findings.length > 0) return findings;
  return [
    fine(
      "permissions",
      `${purpose} may do all it needs`,
      `${arn}, ${actionsIn(results).length} actions simulated`,
    ),
  ];
}

function causesOf(denied: readonly Simulated[]): [string, Simulated[]][] {
  const causes = [...new Set(denied.map(({ because }) => because))];
  return causes.map((cause) => [cause, denied.filter(({ because }) => because === cause)]);
}

function deniedLine(purpose: string, arn: string, because: string, denied: readonly Simulated[]): Finding {
  const actions = actionsIn(denied);
  const what = `${purpose} may not do ${actions.length} of the actions that it needs: ${because}`;
  const evidence = `${arn}: ${actions
    .slice(0, MOST_LISTED)
    .map((action) => onResources(action, denied))
    .join(
      ", ",
    )}${actions.length > MOST_LISTED ? `, and ${actions.length - MOST_LISTED} more (--json has all)` : ""}`;
  const name = arn.split("/").at(-1);
  const fix = `allow them; see for yourself: aws iam simulate-principal-policy --policy-source-arn ${arn} --action-names ${actions.slice(0, MOST_LISTED).join(" ")} --resource-arns '${denied[0]?.resource}'`;
  return blocker(
    "permissions",
    what,
    evidence,
    because === "no policy allows it" ? `${fix}   # role ${name}` : fix,
  );
}

function unclearLine(purpose: string, arn: string, unclear: readonly Simulated[]): Finding {
  const keys = [...new Set(unclear.flatMap(({ missing }) => missing))];
  const what = `whether ${purpose} may do ${actionsIn(unclear).join(", ")}`;
  return unchecked(
    "permissions",
    what,
    `${arn}: its policies ask for ${keys.join(", ")}`,
    "read the role's policies: they have a condition that a simulation cannot know",
  );
}

function actionsIn(results: readonly Simulated[]): string[] {
  return [...new Set(results.map(({ action }) => action))].sort();
}

function onResources(action: string, denied: readonly Simulated[]): string {
  const [first, ...others] = denied.filter((one) => one.action === action).map(({ resource }) => resource);
  if (first === "*" || first === undefined) return action;
  return `${action} on ${first}${others.length > 0 ? ` and ${others.length} more` : ""}`;
}
