import type { Partition } from "../aws/partitions";
import type { AccountAccess } from "./config";

/** Somebody who may assume a role because the role names them. */
export interface NamedPrincipal {
  /** An account, a role or a user. */
  readonly arn: string;
  /** What the request has to carry. Absent: nothing. */
  readonly externalId?: string;
}

/** A bucket for the states that `orgduty bootstrap` makes. Its name, region and prefix are those of `state.s3`. */
export interface StateBucketConfig {
  readonly account: keyof AccountAccess;
  /** When sealed plans in it are deleted. */
  readonly plansExpireAfterDays: number;
}

/** A principal that reads findings: a role for whom it names, or a user without an access key. */
export interface ReaderConfig {
  readonly name: string;
  /** Absent: an IAM user, for which a person makes the key. */
  readonly principal?: NamedPrincipal;
}

/** What `orgduty bootstrap` makes, and what it works as. The roles are those of `organizations.*.credentials`. */
export interface BootstrapConfig {
  /** The first role, which the template makes in each account. */
  readonly roleName: string;
  /** What bootstrap works as where it is not the first role. */
  readonly credentials: Partial<Record<Partition, AccountAccess>>;
  /** Whether the provider of the forge's tokens is there already. An account has one for each forge. */
  readonly tokenProvider: "create" | "existing";
  /** The exact `sub` of tokens that may assume the roles. Absent: what follows from `pipeline`. */
  readonly subjects: { readonly plan?: readonly string[]; readonly apply?: readonly string[] };
  readonly principals: readonly NamedPrincipal[];
  /** The name of a policy that each account has. */
  readonly permissionsBoundary?: string;
  readonly sessionMinutes: number;
  readonly stateBucket?: StateBucketConfig;
  /** Where bootstrap's own state is: it begins before the bucket does. */
  readonly state: "local" | "bucket";
  readonly reader?: ReaderConfig;
}
