import type { CoveragePlan } from "../../intent/wanted-coverage";
import type { Reason } from "./reasons";

/** The way of findings from the administrator's event bus to the log relay. */
export const FORWARDING = "FORWARDING";

/** The way of findings to the export bucket. */
export const EXPORT = "EXPORT";

/** Something that the config wants and AWS does not have, or the other way round, as a comparison found it. */
export interface FoundGap {
  readonly account: string;
  readonly region: string;
  readonly plan: CoveragePlan | typeof FORWARDING | typeof EXPORT;
  /** `on` or `off` for coverage, else the value that the config leads to. */
  readonly wanted: string;
  readonly found: string;
  readonly reason: Reason;
  /** Which resource, where the reason alone does not tell. */
  readonly resource?: string;
  /** Which attribute of it, e.g. `redrive_policy.maxReceiveCount`, if a declared one differs. */
  readonly attribute?: string;
}

/** The same, with what to do about it. */
export interface Gap extends FoundGap {
  /** What to type, or to do. */
  readonly fix: string;
}

/** What tells a gap from any other, in every run: what later runs compare by. */
export function gapKey({ account, region, plan, reason, resource = "", attribute }: FoundGap): string {
  return [account, region, plan, reason, resource, ...(attribute ? [attribute] : [])].join(" ");
}
