import type { EventFilter } from "../../../aws/console-links";

/** One value that somebody changed. */
export interface DriftedAttribute {
  /** Below the resource, e.g. `policy.Statement[0].Effect`. */
  readonly path: string;
  /** As the last apply left it, as JSON. */
  readonly was: string;
  /** As AWS has it now, as JSON. */
  readonly is: string;
}

/** A resource that was changed or deleted outside Terraform. */
export interface DriftedResource {
  readonly stack: string;
  /** The account's id. @default nothing that was read says it */
  readonly account?: string;
  readonly region: string;
  readonly address: string;
  readonly type: string;
  /** Its name or id in AWS. */
  readonly name: string;
  readonly isGone: boolean;
  /** Empty if it is gone. */
  readonly attributes: readonly DriftedAttribute[];
  /** What an event in CloudTrail may mention it by. */
  readonly ids: readonly string[];
  /** Where CloudTrail shows who might have changed it. */
  readonly trail: { readonly region: string; readonly filter: EventFilter };
}
