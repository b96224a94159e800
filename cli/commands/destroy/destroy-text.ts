import type { OrgdutyConfig } from "../../../config/config";
import type { StackEntry } from "../../../config/stack-list";
import type { Journal } from "../../../off-boarding/journal";
import type { MemberLeft, MembersChoice } from "../../../off-boarding/members-left";
import type { DestroyOutcome } from "./destroy-all";
import type { StrayState } from "../../../plans-folder/local-states";

/** What a destroy is about to do. */
export interface DestroyNoticeProps {
  readonly config: OrgdutyConfig;
  readonly stacks: readonly StackEntry[];
  readonly members: MembersChoice;
  /** A role in the members that may delete their detectors. @default none: the detectors stay, on or suspended */
  readonly memberRole?: string;
  readonly isLocal: boolean;
}

/** What a person must know before confirming. */
export function destroyNotice({ config, stacks, members, memberRole, isLocal }: DestroyNoticeProps): string {
  const fate =
    memberRole !== undefined
      ? `deleted, findings included, through their role ${memberRole}`
      : members === "suspend"
        ? "suspended, not deleted"
        : "left on, and AWS goes on billing it";
  const organizations = [...new Set(stacks.map(({ partition }) => partition))].map((partition) => {
    const { managementAccountId, administratorAccountId } = config.organizations[partition]!;
    return `  in ${isLocal ? "the local AWS" : "AWS"}, partition ${partition}: management account ${managementAccountId}, administrator ${administratorAccountId}`;
  });
  const names = [...stacks].reverse().map(({ name }) => name);
  return [
    `to be destroyed, in this order: ${names.join(", ")}`,
    ...organizations,
    "  nothing is changed until every stack's state has been read and found to hold what AWS has",
    "  new accounts are no longer enrolled; members are disassociated and deleted",
    `  GuardDuty in the members is ${fate}`,
    "  then Terraform destroys the stacks, with the administrator's and the management account's detectors and all their findings",
    "  queues are destroyed with the findings in them: drain the dead-letter queues first (npx orgduty redrive)",
    "  then the delegation is taken back",
  ].join("\n");
}

/** Names a stack that destroy leaves alone because it is not in the config. */
export function strayStateText({ stack, file }: StrayState): string {
  return `${stack} is not destroyed: it is not in the config, but its state ${file} holds resources\n  fix: put it back into the config to destroy it too`;
}

/** A member in which GuardDuty was left. */
interface Left extends MemberLeft {
  readonly region: string;
}

/** The members that are standalone accounts now, region by region. */
export function membersLeft({ members }: Pick<Journal, "members">): Left[] {
  return Object.entries(members).flatMap(([region, all]) => all.map((member) => ({ ...member, region })));
}

/** The result of a destroy, and what still exists after it. */
export interface DestroyTextProps extends DestroyOutcome {
  /** Regions that are not finished, including those of earlier runs. */
  readonly unfinished: readonly string[];
  readonly strayStates: readonly StrayState[];
}

/** What was done, what was not, and in which members AWS goes on billing GuardDuty. */
export function destroyText(
  { destroyed, failed, notStarted, unfinished, strayStates }: DestroyTextProps,
  left: readonly Left[],
): string {
  const list = (title: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${title}: ${names.join(", ")}`];
  const touched = [...destroyed, ...Object.keys(failed), ...notStarted];
  const goOn = Object.keys(failed).length + notStarted.length > 0;
  return [
    ...list("destroyed", destroyed),
    ...list("failed", Object.keys(failed)),
    ...list("not started", notStarted),
    ...list(
      "unfinished since an earlier run",
      unfinished.filter((region) => !touched.includes(region)),
    ),
    ...list(
      "not destroyed, because not in the config",
      strayStates.map(({ stack }) => stack),
    ),
    ...(goOn ? ["to continue: run the same command again"] : []),
    ...leftText(left.filter(({ detector }) => detector !== "deleted")),
    ...refusalText(
      left.filter(({ region, refusal }) => refusal !== undefined && unfinished.includes(region)),
    ),
  ].join("\n");
}

function refusalText(refused: readonly Left[]): string[] {
  if (refused.length === 0) return [];
  return [
    "GuardDuty could not be deleted in:",
    ...refused.map(({ account, region, refusal }) => `  ${account} in ${region}: ${refusal}`),
    "  fix: run the same command again, or leave GuardDuty there: run it without --member-role",
  ];
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
  return [`GuardDuty was left in ${byAccount.size} members, which are standalone accounts now:`, ...lines];
}
