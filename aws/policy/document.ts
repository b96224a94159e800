/** What a statement lists, or lists as an exception: `NotAction`, `NotResource`, `NotPrincipal`. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  /** Whether it means everything but these. */
  readonly excepts: boolean;
}

/** A principal as a statement writes it. `everybody` is the bare `"*"`, which has no kind in the policy. */
export interface StatedPrincipal {
  readonly kind: "everybody" | "AWS" | "Service" | "Federated" | "CanonicalUser";
  readonly name: string;
}

/** One key under one operator of a statement's `Condition`. */
export interface Condition {
  /** As it is written, e.g. `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  /** As it is written; letters do not matter. */
  readonly key: string;
  readonly values: readonly string[];
}

/** A policy's statement in one shape, where IAM takes several. */
export interface Statement {
  /** Empty if it has none. */
  readonly sid: string;
  readonly effect: "Allow" | "Deny";
  readonly actions: Listed<string>;
  /** Absent in a role's trust policy, whose resource is the role. */
  readonly resources?: Listed<string>;
  /** Absent in an identity's policy, whose principal is the identity. */
  readonly principals?: Listed<StatedPrincipal>;
  readonly conditions: readonly Condition[];
  /** Whether `${aws:username}` is a variable in it: in version 2012-10-17 only. */
  readonly takesVariables: boolean;
}

/** A policy document, read. */
export interface Policy {
  readonly statements: readonly Statement[];
  /** Why it cannot be read, or not all of it: nothing may then be concluded from what `statements` leaves out. */
  readonly unreadable?: string;
}

/** How evidence names a statement. */
export function describeStatement({ sid, actions }: Statement): string {
  if (sid !== "") return `statement ${sid}`;
  return `the statement on ${actions.excepts ? "everything but some actions" : actions.items.join(", ")}`;
}
