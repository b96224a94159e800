import { z } from "zod";
import { shown } from "../problems/shown";
import { exception } from "./exception";
import { host } from "./host";
import { headerName, headerValue, httpsUrl, structuredData } from "./relay-texts";
import { mapOf, section } from "./section";
import { choice, matching, says, whole } from "./text";

const secretName = matching("secret name", /^[\w/+=.@-]{1,512}$/, "acme/guardduty/log-relay").optional();

/** What a 2xx answer must hold to count as a delivery: some receivers answer 200 and refuse in the body. */
const accepted = section({
  pointer: matching("JSON pointer", /^(\/([^~/]|~[01])*)+$/, "/code"),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()], {
    error: ({ input }) =>
      says(
        `${shown(input)} is not a value that a JSON pointer can be compared with`,
        "a text, a number, true, false or null",
      ),
  }),
}).optional();

const https = section({
  protocol: z.literal("https"),
  url: httpsUrl,
  headers: mapOf(headerName, headerValue, "X-Source: guardduty", {
    sameBy: (name) => name.toLowerCase(),
  }).optional(),
  authentication: choice(["none", "bearer", "basic", "hmac"]).optional(),
  accepted,
  secretName,
});

const syslog = section({
  protocol: z.literal("syslog"),
  host,
  port: whole("port", 1, 65535).optional(),
  facility: whole("facility", 0, 23).optional(),
  // RFC 5424: APP-NAME has at most 48 printable ASCII characters, HOSTNAME 255.
  appName: matching("app name", /^[!-~]{1,48}$/, "guardduty").optional(),
  structuredData: structuredData.optional(),
  hostname: matching("hostname", /^[!-~]{1,255}$/, "guardduty.example.com").optional(),
  maxFrameBytes: whole("frame size", 480, 1024 * 1024).optional(),
  oversize: choice(["truncate", "split", "fail"]).optional(),
  keepConnection: exception.optional(),
  insecure: exception.optional(),
  secretName,
});

/** Where findings are sent. */
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
/** A valid `logRelay:` as in the file, before complete.ts fills in what it leaves out. */
export type LogRelaySection = z.output<typeof logRelay>;
