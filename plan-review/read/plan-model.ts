import type { Partition } from "../../aws/partitions";
import type { Region } from "../../config/regions";

/** JSON of unknown shape: the attributes that a provider reports for a resource. */
export type Attributes = Readonly<Record<string, unknown>>;

/** What Terraform will do to a resource. `forget` leaves it in AWS and only stops managing it. */
export type Action = "create" | "update" | "replace" | "delete" | "forget" | "no-op" | "read";

/**
 * How a resource comes to be under its address, other than by being created. Neither way has to change anything in
 * AWS.
 */
export interface Arrival {
  /** The address that the resource had in the state. */
  readonly movedFrom?: string;
  /** The id in AWS of a resource that Terraform did not manage before. */
  readonly imported?: string;
}

/** A resource as a plan leaves it, reduced to what the rules read. */
export interface PlannedResource extends Arrival {
  readonly stack: string;
  /** The region where its provider works: any region of AWS, not only one that the config plans. */
  readonly region: string;
  readonly partition: Partition;
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly action: Action;
  /** The attributes in the state; null if the resource is new. */
  readonly before: Attributes | null;
  /** The attributes after apply, as far as they are known; null if the resource goes away. */
  readonly after: Attributes | null;
  /** Which attributes are known only after apply: a tree of the same shape, with `true` for each of them. */
  readonly unknown: Attributes;
  /** Paths of the attributes that force a replacement. */
  readonly forcedBy: readonly string[];
  /** Terraform's own reason for the action, e.g. `delete_because_no_resource_config`. */
  readonly reason?: string;
  /** The key of the provider configuration, e.g. `aws.administrator`. It shows which account the resource is in. */
  readonly provider: string;
  /** The expressions in the configuration, including those of attributes that are not known yet. */
  readonly expressions: Attributes;
}

/** A member account's enrolment. It is kept small, because there are accounts x regions of them. */
export interface PlannedMember extends Arrival {
  readonly accountId: string;
  /** The region where its provider works. */
  readonly region: string;
  readonly address: string;
  readonly action: Action;
  /** The key of the provider configuration. Only the administrator enrols members. */
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
  /** The regions that the stack is planned for. */
  readonly regions: readonly Region[];
  readonly partition: Partition;
  readonly kind: "foundation" | "region" | "bootstrap";
  /** The SHA-256 of the bytes of plan.json, unchanged. */
  readonly sha256: string;
  readonly formatVersion: string;
  readonly terraformVersion: string;
  readonly complete: boolean;
  readonly errored: boolean;
  /** Checks, conditions and validations that fail. Terraform only warns about a failed check and continues. */
  readonly failedChecks: readonly string[];
  readonly resources: readonly PlannedResource[];
  readonly members: readonly PlannedMember[];
  readonly drift: readonly Drift[];
  /** The kinds of credentials that the text of the plan contains. */
  readonly secrets: readonly string[];
}
