import { z } from "zod";
import { shown } from "../problems/shown";
import { exception } from "./exception";
import { foreignCharacter } from "./foreign-character";
import { host } from "./host";
import { headerName, headerValue, httpsUrl, structuredData } from "./relay-texts";
import { mapOf, section } from "./section";
import { choice, matching, says, text, whole } from "./text";

const secretName = text("secret name", (value, refuse) => {
  if (/^[\w/+=.@-]{1,512}$/.test(value)) return value;
  // An ARN ends in a hyphen and six characters that Secrets Manager adds to the name.
  const ofArn = /^arn:[^:]*:secretsmanager:[^:]*:\d*:secret:(.+?)(-[A-Za-z0-9]{6})?$/.exec(value)?.[1];
  if (ofArn !== undefined)
    return refuse(`${shown(value)} is an ARN: the secret is in every region, by its name`, `write ${ofArn}`);
  const foreign = foreignCharacter(value);
  const reason = foreign === undefined ? "is not a valid secret name" : `has ${foreign} in it`;
  return refuse(`${shown(value)} ${reason}`, "e.g. acme/guardduty/log-relay");
}).optional();

/** The names of RFC 5424's facilities that people know. */
const FACILITIES: Readonly<Record<string, number>> = {
  ...{ kern: 0, user: 1, mail: 2, daemon: 3, auth: 4, syslog: 5, authpriv: 10 },
  ...Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`local${n}`, 16 + n])),
};

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
  port: whole("port", [1, 65535], 6514).optional(),
  facility: whole("facility", [0, 23], 16, FACILITIES).optional(),
  // RFC 5424: APP-NAME has at most 48 printable ASCII characters, HOSTNAME 255.
  appName: matching("app name", /^[!-~]{1,48}$/, "guardduty").optional(),
  structuredData: structuredData.optional(),
  hostname: matching("hostname", /^[!-~]{1,255}$/, "guardduty.example.com").optional(),
  maxFrameBytes: whole("frame size", [480, 1024 * 1024], 8192).optional(),
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
