/** A member that a destroy lets go, and what becomes of GuardDuty there. */
export interface MemberLeft {
  readonly account: string;
  /** It has not left yet, or AWS refused to let it go: the administrator still administers it. */
  readonly isMember?: true;
  /** Whether GuardDuty goes on there, and costs. */
  readonly detector: "on" | "suspended" | "deleted";
  /** What GuardDuty cost there in the last 30 days, in US dollars, where AWS tells. */
  readonly lastMonthDollars?: number;
  /** Why its detector could not be deleted, where that was tried. */
  readonly refusal?: string;
}

/** What is to become of GuardDuty in the members: left as it is, or suspended first. */
export type MembersChoice = "keep" | "suspend";
