/**
 * A plan's value for use in a sentence: words as they are, a map or list as JSON, and the given text if there is no
 * value.
 */
export function valueText(value: unknown, ifThereIsNone: string): string {
  if (value === undefined || value === null) return ifThereIsNone;
  return typeof value === "string" ? value : JSON.stringify(value);
}
