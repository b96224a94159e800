import type { PlanMode } from "./features";

/** A protection plan as GuardDuty names it, with its agent settings (Runtime Monitoring has three, the others none). */
export interface ProtectionPlan {
  readonly feature: string;
  readonly mode: PlanMode;
  readonly agents: readonly { readonly name: string; readonly mode: PlanMode }[];
}
