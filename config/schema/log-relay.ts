import { z } from "zod";
import { shown } from "../shown";
import { exception } from "./exception";
import { mapOf, section } from "./section";
import { choice, line, matching, says, text, whole } from "./text";

/** Headers that carry credentials. The config is committed and ends up in a plan, so these come from the secret. */
const CREDENTIAL_HEADER = /(authorization|cookie|token|secret|password|credential|api-?key)/i;

const headerName = text("header name", (value, refuse) => {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/.test(value)) {
    return refuse(`${shown(value)} is not a header name`, "use letters, digits and hyphens");
  }
  if (!CREDENTIAL_HEADER.test(value)) return value;
  return refuse(
    `header ${shown(value)} looks like a credential, which would end up in plans and states`,
    "set authentication: bearer, basic or hmac, and put the value into the secret that secretName names",
  );
});

const httpsUrl = text("URL", (value, refuse) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== "https:") {
    return refuse("the URL must begin with https://", "e.g. https://relay.example.com/ingest");
  }
  if (url.username || url.password) {
    return refuse(
      "the URL holds credentials, which would end up in plans and states",
      "put them into the secret",
    );
  }
  return value;
});

const secretName = matching("secret name", /^[\w/+=.@-]{1,512}$/, "acme/guardduty/log-relay").optional();

const https = section({
  protocol: z.literal("https"),
  url: httpsUrl,
  headers: mapOf(headerName, line("header", 2000), "X-Source: guardduty").optional(),
  authentication: choice(["none", "bearer", "basic", "hmac"]).optional(),
  secretName,
});

const syslog = section({
  protocol: z.literal("syslog"),
  host: matching("host", /^[A-Za-z0-9]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?$/, "relay.example.com"),
  port: whole("port", 1, 65535).optional(),
  facility: whole("facility", 0, 23).optional(),
  // RFC 5424: APP-NAME has at most 48 printable ASCII characters, HOSTNAME 255.
  appName: matching("app name", /^[!-~]{1,48}$/, "guardduty").optional(),
  structuredData: matching(
    "structured data element",
    /^(\[[!#-<>-\\^-~]{1,32}( [!#-<>-\\^-~]{1,32}="([^"\\\]\p{Cc}]|\\["\\\]])*")*\])+$/u,
    '[relay@32473 key="value"]',
  ).optional(),
  hostname: matching("hostname", /^[!-~]{1,255}$/, "guardduty.example.com").optional(),
  maxFrameBytes: whole("frame size", 480, 1024 * 1024).optional(),
  oversize: choice(["truncate", "split", "fail"]).optional(),
  keepConnection: exception.optional(),
  insecure: exception.optional(),
  secretName,
});

/** Where findings go. */
export const logRelay = z.discriminatedUnion("protocol", [https, syslog], {
  error: ({ input }) => {
    const isMap = typeof input === "object" && input !== null && !Array.isArray(input);
    return isMap
      ? says(
          "protocol must be https or syslog",
          "protocol: https with a url, or protocol: syslog with a host",
        )
      : says(
          `must be a map, got ${shown(input)}`,
          "e.g. {protocol: https, url: https://relay.example.com/ingest}",
        );
  },
});
export type LogRelaySection = z.output<typeof logRelay>;
