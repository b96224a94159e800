/** A finding as a reconciliation names it: what a person needs to look it up, and what identifies a delivery of it. */
export interface NamedFinding {
  readonly id: string;
  readonly type: string;
  readonly account: string;
  readonly region: string;
  /** As GuardDuty wrote it: ISO 8601. */
  readonly updatedAt: string;
}

/** A finding that GuardDuty has. */
export interface LiveFinding extends NamedFinding {
  readonly severity: number;
  /** Whether it was updated since it was made: GuardDuty publishes updates later than new findings. */
  readonly isUpdate: boolean;
}
