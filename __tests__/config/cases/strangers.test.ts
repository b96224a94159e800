import { EXCEPTION, RELAY } from "../valid-document";
import type { Changes } from "../valid-document";
import { problemsOf, told } from "../checked";

const SYSLOG = { protocol: "syslog", host: "relay.example.com" };
const RULED = { ...EXCEPTION, until: "2027-06-30" };
const ONE_ORGANIZATION = { regions: ["us-east-1", "eu-west-1"], "organizations.aws-cn": undefined };
const relay = (changes: object): Changes => ({ forwarding: { logRelay: { ...RELAY, ...changes } } });
const syslog = (changes: object): Changes => ({ forwarding: { logRelay: { ...SYSLOG, ...changes } } });

/** Configs that a person made who had read the docs only. Each was accepted, or got a text that misled. */
const CASES: readonly (readonly [string, Changes, RegExp])[] = [
  ["a name of digits", { name: 4711 }, /^name: .*; e\.g\. acme$/],
  ["regions to include", { regions: { include: ["us-east-1"] } }, /write the list itself, regions: /],
  [
    "a port over 65535",
    relay({ url: "https://r.example.com:70000/i" }),
    /has port 70000, .*give the relay's/,
  ],
  [
    "a template's host in a URL",
    relay({ url: "https://<your-relay>/i" }),
    /has a placeholder in it; write the/,
  ],
  ["a variable in a URL", relay({ url: "https://${RELAY}/i" }), /has a placeholder .*nothing is substituted/],
  [
    "a variable as host",
    syslog({ host: "${RELAY}" }),
    /; write the relay's own name: nothing is substituted/,
  ],
  [
    "a host with an underscore",
    syslog({ host: "log_relay.example.com" }),
    /has "_" in it, which no host name/,
  ],
  [
    "a name beyond ASCII",
    relay({ url: "https://r.bücher.de/i" }),
    /; .* write "https:\/\/r\.xn--bcher-kva\.de\/i"/,
  ],
  ["a port in quotes", syslog({ port: "6514" }), /; write 6514, without quotes or unit$/],
  ["a facility by name", syslog({ facility: "local0" }), /; write 16, without/],
  ["a frame in kilobytes", syslog({ maxFrameBytes: "8k" }), /; write 8192, without/],
  [
    "an interval in hours",
    { forwarding: { logRelay: RELAY, heartbeatMinutes: "1h" } },
    /; write 60, without/,
  ],
  [
    "the secret's ARN",
    relay({
      authentication: "bearer",
      secretName: "arn:aws:secretsmanager:us-east-1:222222222222:secret:acme/relay-AbCdEf",
    }),
    /secretName: .* is an ARN: .*; write acme\/relay$/,
  ],
  [
    "a space in the secret's name",
    relay({ authentication: "bearer", secretName: "acme relay" }),
    /has a space in it/,
  ],
  [
    "arm64 in China, written there",
    { "organizations.aws-cn.forwarding": { logRelay: RELAY, architecture: "arm64" } },
    /architecture: .*; write x86_64$/,
  ],
  [
    "a topic of the wrong partition, and no organization there",
    {
      ...ONE_ORGANIZATION,
      forwarding: { logRelay: RELAY, alarmTopicArn: "arn:aws-cn:sns:cn-north-1:222222222222:t" },
    },
    /alarmTopicArn: .*; use one of partition aws$/,
  ],
  [
    "a state's bucket of the wrong partition, and no organization there",
    { ...ONE_ORGANIZATION, state: { s3: { bucket: "acme-state", region: "cn-north-1" } } },
    /region: .*; use one of partition aws$/,
  ],
  [
    "a state's key of another region",
    {
      ...ONE_ORGANIZATION,
      state: {
        s3: {
          bucket: "acme-state",
          region: "eu-west-1",
          kmsKeyArn: "arn:aws:kms:us-east-1:222222222222:key/11111111-2222-3333-4444-555555555555",
        },
      },
    },
    /kmsKeyArn: the key is of us-east-1, .*; use a key of eu-west-1$/,
  ],
  [
    "a queue's key of another region than the only one",
    {
      ...ONE_ORGANIZATION,
      regions: ["us-east-1"],
      forwarding: {
        logRelay: RELAY,
        kmsKeyArn: "arn:aws:kms:eu-west-1:222222222222:key/11111111-2222-3333-4444-555555555555",
      },
    },
    /kmsKeyArn: .*; use a key of us-east-1$/,
  ],
  [
    "a space in a finding type",
    { forwarding: { logRelay: RELAY, findingTypes: [{ Recon: "EC2/" }] } },
    /findingTypes\[0\]: a space after the colon makes a map of it; write it without the space, in quotes/,
  ],
  [
    "no finding types",
    { forwarding: { logRelay: RELAY, findingTypes: [] } },
    /for every type, leave findingTypes out/,
  ],
  [
    "auto without ALL, and an exclusion",
    {
      "organizations.aws.enrolment": {
        mode: "auto",
        newAccounts: "NEW",
        exclude: { "444444444444": EXCEPTION },
      },
    },
    /; mode: explicit, since accounts are excluded/,
  ],
  [
    "a rule that there is not",
    { review: { rules: { "OD-999": "warn" } } },
    /; the rules are OD-001 to OD-\d+: docs/,
  ],
  [
    "an exception of a stack that there is not",
    {
      review: { exceptions: [{ rule: "OD-001", stack: "eu-west-9", address: "aws_sqs_queue.*", ...RULED }] },
    },
    /exceptions\[0\]\.stack: "eu-west-9" is not a stack of this config; did you mean "eu-west-\d"/,
  ],
  [
    "a section a level too high",
    { enrolment: { mode: "explicit" } },
    /^enrolment: unknown key; move it: .* organizations\.aws$/,
  ],
  [
    "curly quotes",
    { "organizations.aws.managementAccountId": "“111111111111”" },
    /has the character U\+201C in it/,
  ],
  [
    "full-width digits",
    { "organizations.aws.managementAccountId": "１１１１１１１１１１１１" },
    /U\+FF11.*ASCII digits/,
  ],
  [
    "a Cyrillic letter in a key",
    { "organizations.аws": {} },
    /did you mean "aws"\? This one has the character U\+0430/,
  ],
  [
    "credentials without those of apply",
    {
      "organizations.aws.credentials": {
        plan: {
          management: "arn:aws:iam::111111111111:role/p",
          administrator: "arn:aws:iam::222222222222:role/p",
        },
      },
    },
    /apply: is missing; give it the keys management, administrator$/,
  ],
];

/** Unknown keys that another section has, and where the fix sends each. */
const MISPLACED: readonly (readonly [string, unknown, string])[] = [
  ["minimumSeverity", 4, "forwarding"],
  ["exclude", {}, "regions, or organizations.aws.enrolment"],
  ["waivers", {}, "review"],
  ["secretName", "acme/relay", "forwarding.logRelay"],
  ["canaryRegion", "us-east-1", "organizations.aws"],
];

const YAML: readonly (readonly [string, string, RegExp])[] = [
  ["a second document", "name: acme\n---\nregions: all\n", /^2: a second document begins here; keep one/],
  [
    "a quote that is not closed",
    'name: acme\ntags:\n  owner: "security\nregions: all\n',
    /^3: missing closing "quote/,
  ],
  ["no space after a colon", "name:acme\nregions: all\n", /^1: after name: there is no space; write a space/],
  [
    "no-break spaces",
    "name: acme\norganizations:\n\u00a0\u00a0aws:\n\u00a0\u00a0\u00a0\u00a0accounts: x\n",
    /unknown key|has the character U\+00A0 in it/,
  ],
  [
    "an alias of nothing",
    "name: acme\nregions: [*home, us-east-1]\n",
    /^2: \*home stands for something .*&home/,
  ],
  ["a merge key", "<<: {name: acme}\n", /write the keys out: merge keys are not read/],
];

describe("a config of someone who has read the docs only", () => {
  it.each(CASES)("%s", (_, changes, expected) => {
    const all = told(changes);
    expect(all.filter((text) => expected.test(text))).toHaveLength(1);
    expect(all).toHaveLength(1);
  });

  it.each(MISPLACED)("%s at the top is sent home", (key, value, home) => {
    expect(told({ [key]: value })).toEqual([`${key}: unknown key; move it: it belongs in ${home}`]);
  });

  it("leaves a key that many sections have where it is", () => {
    expect(told({ reason: "why not" })).toEqual([expect.stringContaining("reason: unknown key; remove it;")]);
  });

  it.each(YAML)("%s", (_, text, expected) => {
    const first = problemsOf(text).map(({ line, message, fix }) => `${line}: ${message}; ${fix}`);
    expect(first.join("\n")).toMatch(expected);
  });
});
