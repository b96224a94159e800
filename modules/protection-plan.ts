/** Who gets a protection plan: every account, accounts that join later, or nobody. */
export type PlanMode = "ALL" | "NEW" | "NONE";

/** A protection plan as GuardDuty names it, with its agent settings (Runtime Monitoring has three, the others none). */
export interface ProtectionPlan {
  readonly feature: string;
  readonly mode: PlanMode;
  readonly agents: readonly { readonly name: string; readonly mode: PlanMode }[];
}
