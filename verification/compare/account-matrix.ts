import { UNREAD } from "../../aws-clients/attempts";
import type { AccountCoverage } from "../../intent/coverage";
import type { FeatureValues } from "../read/guardduty/feature-values";
import type { FoundCoverage, FoundMember } from "../read/guardduty/found-coverage";
import type { Reason } from "./reasons";
import {
  wantedOf,
  type Wanted,
  type WantedPlan,
  FOUNDATION,
  type CoveragePlan,
} from "../../intent/wanted-coverage";

/** The state of one protection plan of one account in one region. */
export interface Cell {
  readonly plan: CoveragePlan;
  readonly wanted: Wanted;
  readonly found: "on" | "off" | "unknown" | "unsupported";
  /** Why the plan is not on, or not as the config wants it. */
  readonly reason?: Reason;
  /** Whether the state differs from what the config wants. */
  readonly isGap: boolean;
}

/** One account in one region. */
export interface AccountRow {
  readonly account: string;
  readonly name: string;
  readonly coverage: AccountCoverage["coverage"];
  readonly cells: readonly Cell[];
}

type Finding = Pick<Cell, "found" | "reason">;

/** Compares every account of the snapshot with what GuardDuty says about it. */
export function accountMatrix(
  accounts: readonly AccountCoverage[],
  plans: readonly WantedPlan[],
  found: FoundCoverage,
  administratorAccountId: string,
): AccountRow[] {
  const all = found.members === UNREAD ? [] : found.members;
  const members = new Map(all.map((member) => [member.accountId, member]));
  const blind = whyBlind(found, administratorAccountId);
  const cellsOf = (coverage: AccountCoverage["coverage"], look: (plan: WantedPlan) => Finding): Cell[] =>
    plans.map((plan) => cell(plan, wantedOf(coverage, plan), look(plan)));
  const known = new Map<unknown, Record<string, Cell[]>>();
  /** Members with the same coverage, status and plans share their cells: most of thousands do. */
  const cellsOfMember = (coverage: AccountCoverage["coverage"], member: FoundMember | undefined): Cell[] => {
    const alike = known.get(member?.features) ?? {};
    known.set(member?.features, alike);
    return (alike[`${coverage} ${member?.relationshipStatus}`] ??= cellsOf(
      coverage,
      (plan) => blind ?? ofMember(plan, member),
    ));
  };
  return accounts.map(({ account, coverage }) => {
    const cells =
      account.id === administratorAccountId
        ? cellsOf(coverage, (plan) => ofAdministrator(plan, found))
        : cellsOfMember(coverage, members.get(account.id));
    return { account: account.id, name: account.name, coverage, cells };
  });
}

/** A part that could not be read is neither right nor wrong: it has no reason, and it is not a gap. */
const NOT_READ: Finding = { found: "unknown" };

/** What we know about every member if the administrator cannot see the members, or could not be asked. */
function whyBlind(found: FoundCoverage, administratorAccountId: string): Finding | undefined {
  const because = (reason: Reason): Finding => ({ found: "unknown", reason });
  const { administratorAccountId: current, detector, members } = found;
  if (current === undefined) return because("NOT_DELEGATED");
  if (current !== administratorAccountId && current !== UNREAD) return because("WRONG_ADMINISTRATOR");
  if (!detector) return because("DETECTOR_MISSING");
  return members === UNREAD ? NOT_READ : undefined;
}

function cell({ plan }: WantedPlan, wanted: Wanted, finding: Finding): Cell {
  if (wanted === "unsupported")
    return { plan, wanted, found: wanted, reason: "UNSUPPORTED_HERE", isGap: false };
  const { found } = finding;
  const isOff = found !== "on" && finding !== NOT_READ;
  const isGap = wanted === "on" ? isOff : wanted === "off" && found === "on";
  const reason = isGap && found === "on" ? unwanted(plan) : finding.reason;
  return { plan, wanted, found, isGap, ...(reason && found !== wanted ? { reason } : {}) };
}

function unwanted(plan: CoveragePlan): Reason {
  return plan === FOUNDATION ? "EXCLUDED_BUT_ENROLLED" : "FEATURE_ON";
}

function ofAdministrator({ plan }: WantedPlan, { detector }: FoundCoverage): Finding {
  if (detector === UNREAD) return NOT_READ;
  if (!detector) return { found: "off", reason: "DETECTOR_MISSING" };
  if (!detector.enabled) return { found: "off", reason: "DETECTOR_SUSPENDED" };
  return ofFeature(plan, detector.features);
}

function ofMember({ plan }: WantedPlan, member: FoundMember | undefined): Finding {
  if (!member) return { found: "off", reason: "NOT_ENROLLED" };
  const reason = whyNotEnabled(member.relationshipStatus);
  if (reason) return { found: "off", reason };
  if (plan !== FOUNDATION && !member.features) return { found: "unknown", reason: "PENDING" };
  if (member.features === UNREAD) return plan === FOUNDATION ? { found: "on" } : NOT_READ;
  return ofFeature(plan, member.features ?? {});
}

function ofFeature(plan: CoveragePlan, features: FeatureValues): Finding {
  if (plan === FOUNDATION) return { found: "on" };
  const status = features[plan];
  if (status === undefined) return { found: "unsupported", reason: "UNSUPPORTED_HERE" };
  return status === "ENABLED" ? { found: "on" } : { found: "off", reason: "FEATURE_OFF" };
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Member.html */
function whyNotEnabled(relationshipStatus: string): Reason | undefined {
  switch (relationshipStatus.toLowerCase()) {
    case "enabled":
      return undefined;
    case "created":
    case "invited":
    case "emailverificationinprogress":
      return "PENDING";
    case "disabled":
      return "SUSPENDED";
    case "removed":
    case "resigned":
      return "DISASSOCIATED";
    case "regiondisabled":
      return "REGION_DISABLED";
    case "accountsuspended":
      return "ACCOUNT_SUSPENDED";
    default:
      return "NOT_ENROLLED";
  }
}
