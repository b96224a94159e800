/** Marks a condition key that a request is known not to carry. */
export const ABSENT = Symbol("absent");

/**
 * What a request carries, by condition key in small letters: a value, several, or ABSENT. Nothing is known of a key that
 * is not in it.
 */
export type Context = Readonly<Record<string, string | readonly string[] | typeof ABSENT>>;

/** A key's values: none if the request does not carry it, undefined if that is not known. Letters do not matter. */
export function valuesIn(context: Context, key: string): readonly string[] | undefined {
  const found = Object.hasOwn(context, key.toLowerCase()) ? context[key.toLowerCase()] : undefined;
  if (found === ABSENT) return [];
  return typeof found === "string" ? [found] : found;
}
