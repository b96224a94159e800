import type { FeatureName, RuntimeAgentName } from "../config/protection-plans";
import type { Reason } from "./reasons";

/** GuardDuty's foundational detection: CloudTrail management events, DNS and flow logs. On wherever a detector is. */
export const FOUNDATION = "GUARDDUTY";

/** The way of findings from the administrator's event bus to the log relay. */
export const FORWARDING = "FORWARDING";

/** The way of findings to the export bucket. */
export const EXPORT = "EXPORT";

/** What is verified of an account: the detector, protection plans and their agent settings. */
export type CoveragePlan = typeof FOUNDATION | FeatureName | RuntimeAgentName;

/** Something that the config wants and AWS does not have, or the other way round. */
export interface Gap {
  readonly account: string;
  readonly region: string;
  readonly plan: CoveragePlan | typeof FORWARDING | typeof EXPORT;
  /** `on` or `off` for coverage, else the value that the config leads to. */
  readonly wanted: string;
  readonly found: string;
  readonly reason: Reason;
  /** Which resource, where the reason alone does not tell. */
  readonly resource?: string;
}

/** What tells a gap from any other, in every run: what later runs compare by. */
export function gapKey({ account, region, plan, reason, resource = "" }: Gap): string {
  return [account, region, plan, reason, resource].join(" ");
}
