/** A shell's lines that export and unset variables, safe for any value: POSIX single quotes take everything but themselves. */
export function shellExports(exported: Readonly<Record<string, string>>, unset: readonly string[]): string {
  return [
    ...unset.filter(isName).map((name) => `unset ${name}`),
    ...Object.entries(exported).map(([name, value]) => `export ${name}=${quoted(value)}`),
  ].join("\n");
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/** A process may be handed variables that no shell can name. */
function isName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
