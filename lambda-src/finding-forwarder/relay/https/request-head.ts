import { validateHeaderName, validateHeaderValue } from "node:http";
import { foreignHeaders } from "./own-headers";

/**
 * What is the same at the beginning of every request, without the empty line that ends it. A header of the config
 * replaces one of ours that the config may set, whatever its case.
 *
 * @param isAuthorized the request gets an authorization header of its own
 * @throws TypeError if a header cannot be sent
 */
export function requestHead(
  url: URL,
  headers: Readonly<Record<string, string>>,
  isAuthorized: boolean,
): string {
  const lines = new Map<string, string>();
  const ours = {
    host: url.host,
    connection: "keep-alive",
    "content-type": "application/x-ndjson",
    "content-encoding": "gzip",
    "user-agent": "orgduty",
  };
  for (const [name, value] of Object.entries({ ...ours, ...foreignHeaders(headers) }))
    lines.set(name.toLowerCase(), headerLine(name, value));
  if (isAuthorized) lines.delete("authorization");
  return `POST ${url.pathname}${url.search} HTTP/1.1\r\n${[...lines.values()].join("")}`;
}

/** @throws TypeError if a header cannot be sent: a line break in it would begin another one */
export function headerLine(name: string, value: string): string {
  validateHeaderName(name);
  validateHeaderValue(name, value);
  return `${name}: ${value}\r\n`;
}
