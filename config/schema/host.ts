import { isIP } from "node:net";
import { shown } from "../problems/shown";
import { foreignCharacter } from "./foreign-character";
import { text } from "./text";

const LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const NAME = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

/**
 * Whether a text is a name or an address that a resolver accepts. A name of digits only would be read as an address.
 */
function isHost(value: string): boolean {
  return isIP(value) > 0 || (value.length <= 253 && NAME.test(value) && !/^[\d.]+$/.test(value));
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
  const fix = meant ? `write ${meant}` : "e.g. relay.example.com, in plain ASCII";
  return refuse(`${shown(value)} ${faultOf(value)}`, placeholderFix(value) ?? fix);
});

function faultOf(value: string): string {
  const foreign = foreignCharacter(value);
  if (foreign !== undefined) return `has ${foreign} in it`;
  const odd = /[^A-Za-z0-9.:-]/.exec(value)?.[0];
  return odd === undefined
    ? "is not a name or an address"
    : `has ${shown(odd)} in it, which no host name has`;
}

/** The fix for what a template left to fill in: `${HOST}`, `<your-relay>`, `{{ host }}`. */
export function placeholderFix(value: string): string | undefined {
  return /\$\{|\$\(|\{\{|<[^>]*>|%[A-Z_]+%/.test(value)
    ? "write the relay's own name: nothing is substituted in this file"
    : undefined;
}
