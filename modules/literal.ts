/**
 * Escapes a text so that Terraform takes it literally: it must not read a `${...}` or `%{...}` template in an e-mail or
 * a tag.
 */
export function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** Escapes every value of a map. */
export function literals(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, literal(value)]));
}
