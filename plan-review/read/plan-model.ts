import type { Partition } from "../../aws/partitions";
import type { Region } from "../../config/regions";

/** JSON of unknown shape: what a provider says of a resource. */
export type Attributes = Readonly<Record<string, unknown>>;

/** What Terraform will do to a resource. `forget` leaves it in AWS and merely stops managing it. */
export type Action = "create" | "update" | "replace" | "delete" | "forget" | "no-op" | "read";

/** How a resource comes under its address other than by being created. Neither need change anything in AWS. */
export interface Arrival {
  /** The address that it had in the state. */
  readonly movedFrom?: string;
  /** Id in AWS of what nobody managed before. */
  readonly imported?: string;
}

/** A resource as a plan leaves it, without what no rule reads. */
export interface PlannedResource extends Arrival {
  readonly stack: string;
  /** Where its provider works: any region of AWS, not only one that the config plans. */
  readonly region: string;
  readonly partition: Partition;
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly action: Action;
  /** Attributes in the state; null where it is new. */
  readonly before: Attributes | null;
  /** Attributes after apply, as far as they are known; null where it goes away. */
  readonly after: Attributes | null;
  /** Which attributes are known only after apply: the same tree with `true` at each of them. */
  readonly unknown: Attributes;
  /** Attribute paths that force a replacement. */
  readonly forcedBy: readonly string[];
  /** Terraform's own word for why, e.g. `delete_because_no_resource_config`. */
  readonly reason?: string;
  /** Key of the provider configuration, e.g. `aws.administrator`: it tells the account. */
  readonly provider: string;
  /** What the configuration says, also of attributes that are unknown yet. */
  readonly expressions: Attributes;
}

/** A member account's enrolment: kept narrow, as there are accounts x regions of them. */
export interface PlannedMember extends Arrival {
  readonly accountId: string;
  /** Where its provider works. */
  readonly region: string;
  readonly address: string;
  readonly action: Action;
  /** Key of the provider configuration: only the administrator enrols. */
  readonly provider: string;
  readonly forcedBy: readonly string[];
  /** Attributes that change in place, or that orgduty never sets. */
  readonly touched: readonly string[];
}

/** A change that happened outside Terraform. */
export interface Drift {
  readonly address: string;
  readonly action: Action;
  readonly attributes: readonly string[];
}

/** One stack's plan.json, reduced to what the review needs. */
export interface StackPlan {
  readonly stack: string;
  /** The regions that it is planned for. */
  readonly regions: readonly Region[];
  readonly partition: Partition;
  readonly kind: "foundation" | "region";
  /** Of plan.json's bytes as they are. */
  readonly sha256: string;
  readonly formatVersion: string;
  readonly terraformVersion: string;
  readonly complete: boolean;
  readonly errored: boolean;
  /** Checks, conditions and validations that do not hold: Terraform warns of a check and goes on. */
  readonly failedChecks: readonly string[];
  readonly resources: readonly PlannedResource[];
  readonly members: readonly PlannedMember[];
  readonly drift: readonly Drift[];
  /** Kinds of credentials that the text of the plan holds. */
  readonly secrets: readonly string[];
}
