/** Text that Terraform takes as it is: an account's e-mail or a tag must not be read as a `${...}` or `%{...}` template. */
export function literal(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** The same for every value of a map. */
export function literals(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, literal(value)]));
}
