import type { Attributes } from "../../intent/expected-stack";
import type { Reason } from "../compare/reasons";

/** What must be known about a resource type to compare a declared resource with a live one. */
export interface Kind {
  /** Identifies the resource among others of its type in the account and region. */
  readonly key: (attributes: Attributes) => string;
  /** The resource's name in a gap: a target is named after its rule, a policy after its queue. */
  readonly label: (attributes: Attributes) => string;
  /** The reason of a gap if the resource does not exist. */
  readonly missing: Reason;
  /**
   * The reasons of differences, by attribute or by the beginning of its path.
   * @default ATTRIBUTE_DIFFERS
   */
  readonly reasons?: Readonly<Record<string, Reason>>;
  /**
   * Values of attributes that the stack does not set: the provider's default, or AWS's default if the provider sends
   * nothing. An attribute that is not listed is expected to be empty.
   * @default none
   */
  readonly defaults?: Attributes;
  /**
   * Attributes that are not compared, each with the reason. docs/verifying.md has the same table.
   * @default none
   */
  readonly notCompared?: Readonly<Record<string, string>>;
}

/** An attribute as text. Empty if the attribute does not exist. */
export function text(attributes: Attributes, name: string): string {
  const value = attributes[name];
  return typeof value === "string" ? value : "";
}
