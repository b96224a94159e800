/** A plan's value in a sentence: words as they are, a map or list as JSON, and a text of its own if there is none. */
export function valueText(value: unknown, ifThereIsNone: string): string {
  if (value === undefined || value === null) return ifThereIsNone;
  return typeof value === "string" ? value : JSON.stringify(value);
}
