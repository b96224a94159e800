import type { OrgdutyConfig } from "../../../config/config";
import type { StackEntry } from "../../../config/stack-list";
import type { Journal } from "../../../off-boarding/journal";
import type { MemberLeft, MembersChoice } from "../../../off-boarding/members-left";
import type { DestroyOutcome } from "./destroy-all";
import { membersText } from "./members-text";
import { remainsText } from "./remains-text";
import { strayStateFix, type StrayContext } from "../../stray-states";
import type { StrayState } from "../../../plans-folder/local-states";

/** What a destroy will do. */
export interface DestroyNoticeProps {
  readonly config: OrgdutyConfig;
  readonly stacks: readonly StackEntry[];
  readonly members: MembersChoice;
  /** A role in the members that may delete their detectors. @default none: the detectors stay, on or suspended */
  readonly memberRole?: string;
  readonly isLocal: boolean;
  /** Members that an earlier run removed: this run cannot reach them. @default none */
  readonly leftBefore?: readonly Left[];
}

/** What a person must know before they confirm. */
export function destroyNotice(props: DestroyNoticeProps): string {
  const { config, stacks, members, memberRole, isLocal, leftBefore = [] } = props;
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
  const what = [`to be destroyed, in this order: ${names.join(", ")}`, ...organizations];
  if (config.part === "bootstrap")
    return [
      ...what,
      "  the roles of plan and apply with their policies, the provider of tokens and the reader",
      "  the bucket of the states and its key stay, with every version of every state",
      "  whatever works as these roles cannot from then on: destroy everything else first",
    ].join("\n");
  return [
    ...what,
    "  nothing is changed until every stack's state has been read and found to hold what AWS has",
    "  new accounts are no longer enrolled; members are disassociated and deleted",
    `  GuardDuty in the members is ${fate}`,
    ...(memberRole === undefined && members === "suspend" ? outOfReach(leftBefore, stacks) : []),
    "  then Terraform destroys the stacks, detectors of administrator and management account included, with all their findings",
    "  queues go with what waits in them: drain dead letters first (./orgduty redrive)",
    "  then the delegation is taken back",
  ].join("\n");
}

/** A member that left stays as it is: only its own account, or a role in it, can suspend or delete GuardDuty there. */
function outOfReach(leftBefore: readonly Left[], stacks: readonly StackEntry[]): string[] {
  const on = leftBefore.filter(
    ({ region, detector, isMember }) =>
      detector === "on" && !isMember && stacks.some(({ name }) => name === region),
  );
  if (on.length === 0) return [];
  const places = on.map(({ account, region }) => `${account} in ${region}`).join(", ");
  return [
    `  except in those that an earlier run let go, where it stays on (--member-role deletes it): ${places}`,
  ];
}

/** A region that destroy does not touch, because the config does not name it. */
export function strayNotice({ stack, file }: StrayState, context: StrayContext): string {
  return `${stack} is not destroyed: it is not in the config, but its state ${file} holds resources\n  ${strayStateFix(stack, context)}`;
}

/** A member that a destroy removed, or tried to remove, in some region. */
export interface Left extends MemberLeft {
  readonly region: string;
}

/** Members in which GuardDuty is not deleted, region by region, including those of earlier destroys. */
export function membersLeft({ members }: Pick<Journal, "members">): Left[] {
  return Object.entries(members).flatMap(([region, all]) => all.map((member) => ({ ...member, region })));
}

/** The result of a destroy, and what still exists after it. */
export interface DestroyTextProps extends DestroyOutcome {
  readonly config: OrgdutyConfig;
  /** Regions where something is still to do, from earlier runs too. */
  readonly unfinished: readonly string[];
  readonly strayStates: readonly StrayState[];
}

/** What was done, what was not, which members continue to cost money, and what stays in AWS. */
export function destroyText(
  { config, destroyed, failed, notStarted, unfinished, strayStates }: DestroyTextProps,
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
    ...membersText(left, { touched, unfinished }),
    ...remainsText(config, destroyed),
  ].join("\n");
}
