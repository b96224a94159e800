import { SECRET_TEXT, suggestsSecret } from "../known-secrets";
import { shown } from "../problems/shown";
import { OWN_HEADERS } from "../../lambda-src/finding-forwarder/relay-check";
import { foreignCharacter } from "./foreign-character";
import { placeholderFix } from "./host";
import { line, text, type Refuse } from "./text";

/** Names of query parameters in which services expect keys: `code` for Azure Functions, `key` for Google's APIs. */
const KEY_PARAMETER = /^(code|key)$/i;

const IN_SECRET =
  "set authentication: bearer, basic or hmac, and put the value into the secret that secretName names";
const BY_CERTIFICATE =
  "remove it: a syslog relay knows its client by clientCertificate and clientKey of the secret";

/** Credentials are refused because the config is committed, and its values end up in plans and states. */
function refuseCredential(what: string, refuse: Refuse, fix = IN_SECRET): never {
  return refuse(`${what} looks like a credential, which would end up in plans and states`, fix);
}

/** The name of a header that does not hold a credential. */
export const headerName = text("header name", (value, refuse) => {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/.test(value)) {
    return refuse(`${shown(value)} is not a header name`, "use letters, digits and hyphens");
  }
  if (suggestsSecret(value)) return refuseCredential(`header ${shown(value)}`, refuse);
  return OWN_HEADERS.includes(value.toLowerCase())
    ? refuse(`header ${shown(value)} is the forwarder's own, which sets it for each request`, "remove it")
    : value;
});

/** The value of a header, without anything that is recognizable as a secret. */
export const headerValue = text("header", (value, refuse) => {
  if (value.search(SECRET_TEXT) >= 0) return refuseCredential("the value", refuse);
  const wide = /[^\0-\xff]/u.exec(value)?.[0];
  if (wide === undefined) return value;
  const code = (wide.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return refuse(`${shown(value)} has the character U+${code}, which no header can hold`, "write it in ASCII");
}).pipe(line("header", 2000));

/** An https URL without a credential, as far as names show: a credential in the path looks like any other path. */
export const httpsUrl = text("URL", (value, refuse) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const placeholder = placeholderFix(value);
  if (placeholder !== undefined) return refuse(`${shown(value)} has a placeholder in it`, placeholder);
  if (url === undefined && /^\s*https:\/\/[^/\\]/i.test(value)) return refuseBrokenUrl(value, refuse);
  if (url?.protocol !== "https:" || !/^\s*https:\/\/[^/\\]/i.test(value)) {
    return refuse("the URL must begin with https://", "e.g. https://relay.example.com/ingest");
  }
  const foreign = foreignCharacter(value);
  if (foreign !== undefined) {
    // Invisible characters are dropped by the parser: its form of the URL would look right and mean another one.
    const visible = /^[\p{L}\p{N}\x21-\x7e]*$/u.test(value);
    const fix = visible
      ? `if that is what you mean, write ${shown(url.href)}, its form in plain ASCII`
      : "type the URL again in plain ASCII";
    return refuse(`${shown(value)} has ${foreign} in it`, fix);
  }
  if (value.includes("\\")) return refuse(`${shown(value)} has a backslash in it`, "write /");
  if (url.port === "0") return refuse(`${shown(value)} has port 0`, "remove the port, or give the relay's");
  if (value.includes("#")) {
    return refuse(`${shown(value)} has a part after #, which is never sent`, `write ${value.split("#")[0]}`);
  }
  if (url.username || url.password) return refuseCredential("what stands before the host", refuse);
  const parameter = [...url.searchParams.keys()].find(
    (name) => suggestsSecret(name) || KEY_PARAMETER.test(name),
  );
  return parameter === undefined ? value : refuseCredential(`parameter ${shown(parameter)}`, refuse);
});

function refuseBrokenUrl(value: string, refuse: Refuse): never {
  const port = Number(/^\s*https:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/i.exec(value)?.[1] ?? 0);
  return port > 65_535
    ? refuse(`${shown(value)} has port ${port}, and the last one is 65535`, "give the relay's port")
    : refuse(`${shown(value)} is not a URL that can be read`, "e.g. https://relay.example.com/ingest");
}

const STRUCTURED_DATA = /^(\[[!#-<>-\\^-~]{1,32}( [!#-<>-\\^-~]{1,32}="([^"\\\]\p{Cc}]|\\["\\\]])*")*\])+$/u;

/** Elements of RFC 5424's structured data, without a parameter whose name suggests a credential. */
export const structuredData = text("structured data", (value, refuse) => {
  if (!STRUCTURED_DATA.test(value)) {
    return refuse(
      `${shown(value)} is not a valid structured data element`,
      `e.g. '[relay@32473 key="value"]'`,
    );
  }
  const names = [...value.matchAll(/ ([^ =]+)="/g)].map(([, name = ""]) => name);
  const name = names.find(suggestsSecret);
  return name === undefined ? value : refuseCredential(`parameter ${shown(name)}`, refuse, BY_CERTIFICATE);
});
