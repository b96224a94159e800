import type { AccountCoverage } from "../../intent/coverage";
import type { FeatureValues } from "../read/feature-values";
import type { FoundCoverage, FoundMember } from "../read/found-coverage";
import type { Reason } from "./reasons";
import {
  wantedOf,
  type Wanted,
  type WantedPlan,
  FOUNDATION,
  type CoveragePlan,
} from "../../intent/wanted-coverage";

/** One plan of one account in one region. */
export interface Cell {
  readonly plan: CoveragePlan;
  readonly wanted: Wanted;
  readonly found: "on" | "off" | "unknown" | "unsupported";
  /** Why it is not on, or not as wanted. */
  readonly reason?: Reason;
  /** Whether it is not as the config wants it. */
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

/** Every account of the snapshot against what GuardDuty says of it. */
export function accountMatrix(
  accounts: readonly AccountCoverage[],
  plans: readonly WantedPlan[],
  found: FoundCoverage,
  administratorAccountId: string,
): AccountRow[] {
  const members = new Map(found.members.map((member) => [member.accountId, member]));
  const blind = whyBlind(found, administratorAccountId);
  return accounts.map(({ account, coverage }) => {
    const look = (plan: WantedPlan): Finding =>
      account.id === administratorAccountId
        ? ofAdministrator(plan, found)
        : blind
          ? { found: "unknown", reason: blind }
          : ofMember(plan, members.get(account.id));
    const cells = plans.map((plan) => cell(plan, wantedOf(coverage, plan), look(plan)));
    return { account: account.id, name: account.name, coverage, cells };
  });
}

/** Why the administrator cannot see the organization's members. */
function whyBlind(found: FoundCoverage, administratorAccountId: string): Reason | undefined {
  if (found.administratorAccountId === undefined) return "NOT_DELEGATED";
  if (found.administratorAccountId !== administratorAccountId) return "WRONG_ADMINISTRATOR";
  return found.detector ? undefined : "DETECTOR_MISSING";
}

function cell({ plan }: WantedPlan, wanted: Wanted, finding: Finding): Cell {
  if (wanted === "unsupported")
    return { plan, wanted, found: wanted, reason: "UNSUPPORTED_HERE", isGap: false };
  const { found } = finding;
  const isGap = wanted === "on" ? found !== "on" : wanted === "off" && found === "on";
  const reason = isGap && found === "on" ? unwanted(plan) : finding.reason;
  return { plan, wanted, found, isGap, ...(reason && found !== wanted ? { reason } : {}) };
}

function unwanted(plan: CoveragePlan): Reason {
  return plan === FOUNDATION ? "EXCLUDED_BUT_ENROLLED" : "FEATURE_ON";
}

function ofAdministrator({ plan }: WantedPlan, { detector }: FoundCoverage): Finding {
  if (!detector) return { found: "off", reason: "DETECTOR_MISSING" };
  if (!detector.enabled) return { found: "off", reason: "DETECTOR_SUSPENDED" };
  return ofFeature(plan, detector.features);
}

function ofMember({ plan }: WantedPlan, member: FoundMember | undefined): Finding {
  if (!member) return { found: "off", reason: "NOT_ENROLLED" };
  const reason = whyNotEnabled(member.relationshipStatus);
  if (reason) return { found: "off", reason };
  if (plan !== FOUNDATION && !member.features) return { found: "unknown", reason: "PENDING" };
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
