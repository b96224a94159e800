import type { Attributes } from "../../intent/expected-stack";
import type { Reason } from "../compare/reasons";

/** What there is to know of a type of resource to compare a declared one with a live one. */
export interface Kind {
  /** What tells it from others of its type in the account and region. */
  readonly key: (attributes: Attributes) => string;
  /** What a gap calls it: a target goes by its rule's name, a policy by its queue's. */
  readonly label: (attributes: Attributes) => string;
  /** What it is called if there is none. */
  readonly missing: Reason;
  /**
   * What a difference is called, by attribute or the beginning of its path.
   * @default ATTRIBUTE_DIFFERS
   */
  readonly reasons?: Readonly<Record<string, Reason>>;
  /**
   * What an attribute is that the stack does not set: the provider's default, or AWS's if the provider sends nothing. One that is
   * not listed is wanted empty.
   * @default none
   */
  readonly defaults?: Attributes;
  /**
   * Attributes that are not compared, and why. docs/verifying.md has the same table.
   * @default none
   */
  readonly notCompared?: Readonly<Record<string, string>>;
}

/** An attribute as a text; empty if it is not there. */
export function text(attributes: Attributes, name: string): string {
  const value = attributes[name];
  return typeof value === "string" ? value : "";
}
