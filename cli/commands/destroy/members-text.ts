import type { Left } from "./destroy-text";

/** Which stacks this run touched, and in which regions something is still to do. */
export interface MembersTextProps {
  readonly touched: readonly string[];
  readonly unfinished: readonly string[];
}

/** Every member in which GuardDuty was left: by this run, by an earlier one, or because AWS refused to let it go. */
export function membersText(left: readonly Left[], { touched, unfinished }: MembersTextProps): string[] {
  const existing = left.filter(({ detector }) => detector !== "deleted");
  const onTheirOwn = existing.filter(({ isMember }) => !isMember);
  const isNow = ({ region }: Left) => touched.includes(region);
  return [
    ...listed(
      onTheirOwn.filter(isNow),
      (members) => `GuardDuty was left in ${members}, without an administrator from now on:`,
    ),
    ...listed(
      onTheirOwn.filter((member) => !isNow(member)),
      (members) => `GuardDuty was left earlier in ${members}, off-boarded or of a region that was destroyed:`,
    ),
    ...listed(
      existing.filter(({ isMember }) => isMember),
      (members) => `${members} could not be let go, and the administrator still has them:`,
    ),
    ...refusals(left.filter(({ region, refusal }) => refusal !== undefined && unfinished.includes(region))),
  ];
}

function listed(left: readonly Left[], title: (members: string) => string): string[] {
  if (left.length === 0) return [];
  const byAccount = new Map<string, Left[]>();
  for (const member of left)
    byAccount.set(member.account, [...(byAccount.get(member.account) ?? []), member]);
  const lines = [...byAccount]
    .sort()
    .map(([account, all]) => `  ${account}: ${placesOf(all)}; ${costOf(all)}`);
  return [title(byAccount.size === 1 ? "1 member" : `${byAccount.size} members`), ...lines];
}

function placesOf(left: readonly Left[]): string {
  return left
    .map(({ region, detector, isMember }) => (isMember ? region : `${region} ${detector}`))
    .join(", ");
}

function costOf(left: readonly Left[]): string {
  const known = left.flatMap(({ lastMonthDollars }) => lastMonthDollars ?? []);
  const dollars = known.reduce((sum, cost) => sum + cost, 0).toFixed(2);
  return known.length > 0 ? `${dollars} USD in the last 30 days` : "cost not known";
}

function refusals(refused: readonly Left[]): string[] {
  if (refused.length === 0) return [];
  return [
    "GuardDuty could not be deleted in:",
    ...refused.map(({ account, region, refusal }) => `  ${account} in ${region}: ${refusal}`),
    "  fix: run the same command again, or without --member-role to leave it there",
  ];
}
