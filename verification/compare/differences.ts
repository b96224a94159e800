import { canonical, POLICIES, type Canonical } from "./canonical";
import { inSingleStatements } from "./single-statements";

/** One attribute, or a part of one, whose value is not the wanted one. */
export interface Difference {
  /** Its path, e.g. `redrive_policy.maxReceiveCount`. */
  readonly attribute: string;
  readonly wanted: string;
  readonly found: string;
}

/** Attributes whose text is in a language of its own: a part of such a text means nothing by itself. */
const WHOLE = ["assume_role_policy", "event_pattern", "input", "input_transformer", "policy"];

/** Where two values of an attribute differ, down to the part of the block or map that differs. */
export function differencesOf(attribute: string, wanted: unknown, found: unknown): Difference[] {
  const [was, is] = [canonical(attribute, wanted), canonical(attribute, found)];
  if (POLICIES.includes(attribute) && sameText(inSingleStatements(was), inSingleStatements(is))) return [];
  return WHOLE.includes(attribute) ? ofWhole(attribute, was, is) : ofParts(attribute, was, is);
}

function ofWhole(attribute: string, was: Canonical, is: Canonical): Difference[] {
  if (sameText(was, is)) return [];
  return [{ attribute, wanted: shown(was), found: shown(is) }];
}

function sameText(was: Canonical, is: Canonical): boolean {
  return JSON.stringify(was) === JSON.stringify(is);
}

function ofParts(attribute: string, was: Canonical, is: Canonical): Difference[] {
  if (!isMap(was) || !isMap(is)) return ofWhole(attribute, was, is);
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return names.flatMap((name) => ofParts(`${attribute}.${name}`, was[name], is[name]));
}

function isMap(value: Canonical): value is { readonly [name: string]: Canonical } {
  return typeof value === "object" && !Array.isArray(value);
}

function shown(value: Canonical): string {
  if (value === undefined) return "none";
  return typeof value === "string" ? value : JSON.stringify(value);
}
