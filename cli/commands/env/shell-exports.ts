/**
 * Shell lines that export and unset variables. They are safe for any value: POSIX single quotes protect everything but
 * themselves.
 */
export function shellExports(exported: Readonly<Record<string, string>>, unset: readonly string[]): string {
  return [
    ...unset.filter(isName).map((name) => `unset ${name}`),
    ...Object.entries(exported).map(([name, value]) => `export ${name}=${quoted(value)}`),
  ].join("\n");
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/** An environment may hold variables that a shell cannot name. */
function isName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
