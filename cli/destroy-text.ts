import type { StackEntry } from "../config/stack-list";
import type { Journal } from "../verification/off-boarding/journal";
import type { MemberLeft, MembersChoice } from "../verification/off-boarding/members-left";
import type { DestroyOutcome } from "./destroy-all";

/** What a person has to know before they say yes. */
export function destroyNotice(
  stacks: readonly StackEntry[],
  members: MembersChoice,
  memberRole: string | undefined,
): string {
  const fate =
    memberRole !== undefined
      ? `deleted, findings included, with their role ${memberRole}`
      : members === "suspend"
        ? "suspended, not deleted"
        : "left on, and goes on costing";
  return [
    `to be destroyed, in this order: ${[...stacks]
      .reverse()
      .map(({ name }) => name)
      .join(", ")}`,
    "  new accounts are no longer enrolled; members are disassociated and deleted",
    `  GuardDuty in the members is ${fate}`,
    "  then Terraform destroys the stacks, detectors of administrator and management account included, with all their findings",
    "  then the delegation is taken back",
  ].join("\n");
}

/** A member that was left in some region. */
interface Left extends MemberLeft {
  readonly region: string;
}

/** Members that are on their own now, region by region. */
export function membersLeft({ members }: Pick<Journal, "members">): Left[] {
  return Object.entries(members).flatMap(([region, all]) => all.map((member) => ({ ...member, region })));
}

/** What was done, what was not, and which members go on costing. */
export function destroyText(
  { destroyed, failed, notStarted }: DestroyOutcome,
  left: readonly Left[],
): string {
  const list = (title: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${title}: ${names.join(", ")}`];
  const unfinished = Object.keys(failed).length + notStarted.length > 0;
  return [
    ...list("destroyed", destroyed),
    ...list("failed", Object.keys(failed)),
    ...list("not started", notStarted),
    ...(unfinished ? ["to go on: run the same command again"] : []),
    ...leftText(left.filter(({ detector }) => detector !== "deleted")),
  ].join("\n");
}

function leftText(left: readonly Left[]): string[] {
  if (left.length === 0) return [];
  const byAccount = new Map<string, Left[]>();
  for (const member of left)
    byAccount.set(member.account, [...(byAccount.get(member.account) ?? []), member]);
  const lines = [...byAccount].sort().map(([account, all]) => {
    const places = all.map(({ region, detector }) => `${region} ${detector}`).join(", ");
    const known = all.flatMap(({ lastMonthDollars }) => lastMonthDollars ?? []);
    const dollars = known.reduce((sum, cost) => sum + cost, 0).toFixed(2);
    return `  ${account}: ${places}; ${known.length > 0 ? `${dollars} USD in the last 30 days` : "cost not known"}`;
  });
  return [`GuardDuty was left in ${byAccount.size} members, which are on their own now:`, ...lines];
}
