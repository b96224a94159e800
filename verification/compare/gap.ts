import type { CoveragePlan } from "../../intent/wanted-coverage";
import type { Reason } from "./reasons";

/** The findings path from the administrator's event bus to the log relay. */
export const FORWARDING = "FORWARDING";

/** The findings path to the export bucket. */
export const EXPORT = "EXPORT";

/** The scan of a bucket's new objects for malware. */
export const BUCKET_SCAN = "MALWARE_PROTECTION_S3";

/**
 * A difference that a comparison found: the config wants something that AWS does not have, or AWS has something that
 * the config does not want.
 */
export interface FoundGap {
  readonly account: string;
  readonly region: string;
  readonly plan: CoveragePlan | typeof FORWARDING | typeof EXPORT | typeof BUCKET_SCAN;
  /** `on` or `off` for coverage, otherwise the value that follows from the config. */
  readonly wanted: string;
  readonly found: string;
  readonly reason: Reason;
  /** The resource, if the reason alone does not identify it. */
  readonly resource?: string;
  /** Terraform's type of the resource, e.g. `aws_sqs_queue`, if a stack declares it. */
  readonly resourceType?: string;
  /** The attribute, e.g. `redrive_policy.maxReceiveCount`, if an attribute of a declared resource differs. */
  readonly attribute?: string;
}

/** A gap with what to do about it. */
export interface Gap extends FoundGap {
  /** The command to type, or the action to take. */
  readonly fix: string;
}

/** Identifies a gap across runs: later runs compare by this key. */
export function gapKey({ account, region, plan, reason, resource = "", attribute }: FoundGap): string {
  return [account, region, plan, reason, resource, ...(attribute ? [attribute] : [])].join(" ");
}
