import { isIP } from "node:net";
import { shown } from "../problems/shown";
import { text } from "./text";

const LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const NAME = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

/**
 * Whether a text is a name or an address that a resolver accepts. A name of digits only would be read as an address.
 */
function isHost(value: string): boolean {
  return isIP(value) > 0 || (value.length <= 253 && NAME.test(value) && !/^[\d.]+$/.test(value));
}

/** The first character that is not plain ASCII, in the form U+200B: it may be invisible, or only look like a letter. */
export function foreignCharacter(value: string): string | undefined {
  const character = /[^\x21-\x7e]/u.exec(value)?.[0];
  if (character === undefined) return undefined;
  const names: Readonly<Record<string, string>> = { " ": "a space", "\t": "a tab", "\n": "a line break" };
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return names[character] ?? `the character U+${code}`;
}

/** The host of a syslog relay: only a name or an address. */
export const host = text("host", (value, refuse) => {
  if (isHost(value)) return value;
  const bare = value
    .trim()
    .replace(/^[a-z+.-]*:\/\//i, "")
    .replace(/[/?#].*$/, "")
    .replace(/\.$/, "");
  const [, name = "", port] = /^\[?(.*?)\]?(?::(\d{1,5}))?$/.exec(bare) ?? [];
  if (port !== undefined && isHost(name)) {
    return refuse(`${shown(value)} has a port in it`, `host: ${name}, and port: ${port}`);
  }
  const meant = isHost(bare) ? bare : isHost(name) ? name : undefined;
  const foreign = foreignCharacter(value);
  const reason = foreign === undefined ? "is not a name or an address" : `has ${foreign} in it`;
  return refuse(
    `${shown(value)} ${reason}`,
    meant ? `write ${meant}` : "e.g. relay.example.com, in plain ASCII",
  );
});
