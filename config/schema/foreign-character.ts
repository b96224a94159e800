/** The first character that is not plain ASCII, in the form U+200B: it may be invisible, or only look like a letter. */
export function foreignCharacter(value: string): string | undefined {
  const character = /[^\x21-\x7e]/u.exec(value)?.[0];
  if (character === undefined) return undefined;
  const names: Readonly<Record<string, string>> = { " ": "a space", "\t": "a tab", "\n": "a line break" };
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return names[character] ?? `the character U+${code}`;
}
