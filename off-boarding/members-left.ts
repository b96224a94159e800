/** A member that is a standalone account from now on. */
export interface MemberLeft {
  readonly account: string;
  /** Whether GuardDuty is still on there, and billed. */
  readonly detector: "on" | "suspended" | "deleted";
  /** What GuardDuty cost there in the last 30 days, in US dollars. Absent if AWS does not say. */
  readonly lastMonthDollars?: number;
  /** Why deleting its detector failed, if that was tried. */
  readonly refusal?: string;
}

/** What happens to GuardDuty in the members: it stays on, or it is suspended first. */
export type MembersChoice = "keep" | "suspend";
