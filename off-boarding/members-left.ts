/** A member that a destroy removes, and what happens to GuardDuty there. */
export interface MemberLeft {
  readonly account: string;
  /** It has not left yet, or AWS refused to let it go: the administrator still administers it. */
  readonly isMember?: true;
  /** Whether GuardDuty stays on there, and continues to cost money. */
  readonly detector: "on" | "suspended" | "deleted";
  /** What GuardDuty cost there in the last 30 days, in US dollars. Absent if AWS does not say. */
  readonly lastMonthDollars?: number;
  /** Why deleting its detector failed, if that was tried. */
  readonly refusal?: string;
}

/** What happens to GuardDuty in the members: it stays on, or it is suspended first. */
export type MembersChoice = "keep" | "suspend";
