import { REGIONS, UNCOVERED_REGIONS } from "../../config/regions";
import { told } from "./checked";
import { EXCEPTION, RELAY } from "./valid-document";

const ORG = "organizations.aws";
const SYSLOG = { protocol: "syslog", host: "relay.example.com" };

/** What is written where, and what is told. */
const REFUSED: [string, Record<string, unknown>, RegExp][] = [
  ["a name that begins with a digit", { name: "1acme" }, /^name: name must begin with a letter/],
  [
    "a name too long for role names",
    { name: "a".repeat(33) },
    /^name: name has 33 characters, at most 32 fit/,
  ],
  ["no name", { name: undefined }, /^name: is missing; add the name$/],
  ["an unknown key", { region: "all" }, /^region: unknown key; did you mean "regions"\?$/],
  ["an unknown key of an organization", { [`${ORG}.home`]: 1 }, /^organizations\.aws\.home: unknown key/],
  [
    "a section of a later version",
    { "detection.overrides": [] },
    /^detection\.overrides: unknown key; remove it/,
  ],
  [
    "GovCloud as a partition",
    { "organizations.aws-us-gov": {} },
    /unknown key; remove it: orgduty does not support GovCloud$/,
  ],
  [
    "GovCloud as a region",
    { regions: ["us-gov-west-1"] },
    /^regions\[0\]: .* is AWS GovCloud \(US-West\), a partition that orgduty does not support/,
  ],
  [
    "an unsupported region",
    { regions: UNCOVERED_REGIONS.aws },
    new RegExp(`"${UNCOVERED_REGIONS.aws[0]}" is not one of the ${REGIONS.length} supported regions`),
  ],
  [
    "regions that are no choice",
    { regions: "most" },
    /^regions: must be all, a list or \{exclude\}, got "most"/,
  ],
  ["an empty list of regions", { regions: [] }, /^regions: the list is empty/],
  [
    "an excluded region without a reason",
    { regions: { exclude: { "cn-north-1": { owner: "me" } } } },
    /reason: is missing/,
  ],
  [
    "an account id with letters",
    { [`${ORG}.managementAccountId`]: "11111111111a" },
    /must be 12 digits, got "11111111111a"/,
  ],
  [
    "an account id of 13 digits",
    { [`${ORG}.managementAccountId`]: "1111111111111" },
    /must be 12 digits, got "1111111111111"; .* e\.g\. "012345678901"$/,
  ],
  [
    "an excluded account id that is short",
    { [`${ORG}.enrolment.exclude`]: { "1234": EXCEPTION } },
    /exclude\["1234"\]: account id/,
  ],
  [
    "an exception without an owner",
    { [`${ORG}.enrolment.exclude`]: { "444444444444": { reason: "lab" } } },
    /owner: is missing; add the owner$/,
  ],
  [
    "an empty reason",
    { [`${ORG}.enrolment.exclude`]: { "444444444444": { ...EXCEPTION, reason: " " } } },
    /reason is empty/,
  ],
  [
    "a day that does not exist",
    { [`${ORG}.enrolment.exclude`]: { "444444444444": { ...EXCEPTION, until: "2027-02-30" } } },
    /"2027-02-30" is not a date/,
  ],
  [
    "an unknown mode",
    { [`${ORG}.enrolment.mode`]: "explicite" },
    /mode: must be one of explicit, auto, got "explicite"; did you mean "explicit"\?/,
  ],
  ["no accounts", { [`${ORG}.accounts`]: undefined }, /^organizations\.aws\.accounts: is missing/],
  [
    "a role that is no ARN",
    { [`${ORG}.credentials`]: { plan: { management: "plan" } } },
    /plan\.management: "plan" is not a valid role ARN/,
  ],
  [
    "a role ARN with text before it",
    { [`${ORG}.credentials.plan.management`]: "xarn:aws:iam::111111111111:role/a" },
    /not a valid role ARN/,
  ],
  [
    "an unknown way in",
    { [`${ORG}.credentials.plan.management`]: { profil: "a" } },
    /profil: unknown key; did you mean "profile"\?/,
  ],
  ["an unknown state", { state: "s3" }, /^state: must be local or an S3 bucket, got "s3"/],
  ["a state without a bucket", { state: { s3: { region: "us-east-1" } } }, /^state\.s3\.bucket: is missing/],
  ["a tag that AWS reserves", { tags: { "AWS:owner": "me" } }, /begins with aws:, which AWS reserves/],
  [
    "a tag that is a number",
    { tags: { cost: 4711 } },
    /^tags\.cost: tag must be a string, got 4711; quote it/,
  ],
  [
    "an unknown frequency",
    { "detection.findingPublishingFrequency": "ONE_DAY" },
    /did you mean "ONE_HOUR"\?|choose one of/,
  ],
  [
    "an unknown protection plan",
    { "detection.protectionPlans.s3DataEvent": "ALL" },
    /did you mean "s3DataEvents"\?/,
  ],
  [
    "a plan's mode in lower case",
    { "detection.protectionPlans.s3DataEvents": "all" },
    /got "all"; did you mean "ALL"\?/,
  ],
  [
    "a retention CloudWatch does not take",
    { forwarding: { logRelay: RELAY, logRetentionDays: 4 } },
    /no retention of 4 days; the next one up is 5$/,
  ],
  [
    "a severity out of range",
    { forwarding: { logRelay: RELAY, minimumSeverity: 11 } },
    /severity must be a number from 1 to 10, got 11/,
  ],
  [
    "a concurrency Lambda does not take",
    { forwarding: { logRelay: RELAY, maximumConcurrency: 1 } },
    /whole number from 2 to 1000, got 1/,
  ],
  [
    "a relay without a protocol",
    { forwarding: { logRelay: { url: "https://a" } } },
    /logRelay.*: (is missing|protocol must be https or syslog); /,
  ],
  [
    "a relay without TLS",
    { forwarding: { logRelay: { ...RELAY, url: "http://relay" } } },
    /the URL must begin with https:\/\//,
  ],
  [
    "a credential among the headers",
    { forwarding: { logRelay: { ...RELAY, headers: { "X-Api-Key": "a" } } } },
    /looks like a credential/,
  ],
  [
    "a key of JavaScript's own",
    { constructor: 1 },
    /^constructor: unknown key; remove it; the keys here are/,
  ],
  ["a key that JavaScript drops", { tags: { ["__proto__"]: "a" } }, /^tags.__proto__: is not a key/],
  [
    "an account that is excluded twice, in two ways of writing",
    { [`${ORG}.enrolment.exclude`]: { "4444-4444-4444": EXCEPTION, "444444444444": EXCEPTION } },
    /is the same as "4{4}-?4{4}-?4{4}"; keep one of the two/,
  ],
  ...["X-Auth", "X-Access-Key", "X-Splunk-Hec", "Cookie", "X-SessionToken"].map(
    (name): (typeof REFUSED)[number] => [
      `a credential among the headers: ${name}`,
      { forwarding: { logRelay: { ...RELAY, headers: { [name]: "a" } } } },
      new RegExp(`header "${name}" looks like a credential`),
    ],
  ),
  ...["Splunk 12345678-1234-1234-1234-123456789012", "Bearer abcdefgh", "AKIAABCDEFGHIJKLMNOP"].map(
    (value): (typeof REFUSED)[number] => [
      `a credential in a header: ${value}`,
      { forwarding: { logRelay: { ...RELAY, headers: { "X-Source": value } } } },
      /headers.X-Source: the value looks like a credential/,
    ],
  ),
  ...["token", "api_key", "accessToken", "sig", "code", "key"].map((name): (typeof REFUSED)[number] => [
    `a credential in the URL: ${name}`,
    { forwarding: { logRelay: { ...RELAY, url: `https://relay.example.com/in?source=gd&${name}=a` } } },
    new RegExp(`url: parameter "${name}" looks like a credential`),
  ]),
  [
    "a password in the URL",
    { forwarding: { logRelay: { ...RELAY, url: "https://user:pass@relay.example.com/" } } },
    /url: what stands before the host looks like a credential/,
  ],
  [
    "a credential in the structured data",
    { forwarding: { logRelay: { ...SYSLOG, structuredData: '[x@1 tenant="a" token="b"]' } } },
    /structuredData: parameter "token" looks like a credential.*clientCertificate/,
  ],
  [
    "a kept connection without a reason",
    { forwarding: { logRelay: { ...SYSLOG, keepConnection: true } } },
    /keepConnection: must be a map, got true/,
  ],
  [
    "insecure syslog without a reason",
    { forwarding: { logRelay: { ...SYSLOG, insecure: true } } },
    /insecure: must be a map, got true/,
  ],
  [
    "a facility out of range",
    { forwarding: { logRelay: { ...SYSLOG, facility: 24 } } },
    /whole number from 0 to 23, got 24/,
  ],
  [
    "structured data that breaks the message",
    { forwarding: { logRelay: { ...SYSLOG, structuredData: '[a b="c]"]' } } },
    /not a valid structured data element/,
  ],
  [
    "a VPC without subnets",
    {
      forwarding: {
        logRelay: RELAY,
        vpc: { "us-east-1": { subnetIds: [], securityGroupIds: ["sg-12345678"] } },
      },
    },
    /subnetIds: the list is empty/,
  ],
  [
    "a topic that is no ARN",
    { forwarding: { logRelay: RELAY, alarmTopicArn: "alarms" } },
    /"alarms" is not a valid SNS topic ARN/,
  ],
  [
    "an unknown review level",
    { review: { rules: { "OD-007": "allow" } } },
    /review\.rules\.OD-007: must be one of deny, warn, got "allow"/,
  ],
  [
    "a waiver of what is no rule",
    { review: { waivers: { "OD-7": EXCEPTION } } },
    /"OD-7" is not a rule of the review; did you mean "OD-007"\?$/,
  ],
];

describe("the config's schema", () => {
  it.each(REFUSED)("rejects %s", (_, changes, expected) => {
    expect(told(changes)).toContainEqual(expect.stringMatching(expected));
  });

  it("accepts an expired exception: the review fails it, with all others at hand", () => {
    expect(
      told({ [`${ORG}.enrolment.exclude`]: { "444444444444": { ...EXCEPTION, until: "2020-01-31" } } }),
    ).toEqual([]);
  });

  it("accepts headers and parameters that only sound like credentials", () => {
    const url = "https://relay.example.com/in?author=a&passive=1&sourcetype=guardduty";
    const headers = { "X-Author": "a", "X-Design": "b", "X-Product": "Splunk Cloud" };
    expect(told({ forwarding: { logRelay: { ...RELAY, url, headers } } })).toEqual([]);
  });

  it("accepts every key of syslog", () => {
    const logRelay = {
      ...SYSLOG,
      port: 6514,
      facility: 4,
      appName: "guardduty",
      structuredData: '[relay@32473 key="va\\"lue"][origin ip="192.0.2.1"]',
      hostname: "siem.example.com",
      maxFrameBytes: 8192,
      oversize: "truncate",
      keepConnection: EXCEPTION,
      insecure: EXCEPTION,
      secretName: "acme/relay",
    };
    expect(told({ forwarding: { logRelay } })).toEqual([]);
  });
});
