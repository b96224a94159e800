import { distance } from "fastest-levenshtein";
import { stringify } from "yaml";
import fc from "../../support/fast-check";
import { problemsOf } from "../checked";
import { EXCEPTION, validDocument } from "../valid-document";

const ROLE = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
const ACCESS = (name: string) => ({
  management: ROLE("111111111111", name),
  administrator: ROLE("222222222222", name),
  logArchive: ROLE("333333333333", name),
});
const FORWARDING = {
  topology: "hub",
  hub: EXCEPTION,
  logRetentionDays: 7,
  minimumSeverity: 4,
  findingTypes: ["Recon:EC2/"],
  format: "cef",
  architecture: "x86_64",
  maximumConcurrency: 2,
  reservedConcurrency: 4,
  heartbeatMinutes: 30,
  alarmTopicArn: "none",
  kmsKeyArn: "none",
  vpc: {
    "us-east-1": { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] },
  },
};
const HTTPS = {
  protocol: "https",
  url: "https://relay.example.com/in",
  headers: { "X-Source": "guardduty" },
  authentication: "bearer",
  secretName: "acme/relay",
};
const SYSLOG = {
  ...{ protocol: "syslog", host: "relay.example.com", port: 6514, facility: 13, appName: "guardduty" },
  ...{ structuredData: '[a@32473 b="c"]', hostname: "forwarder", maxFrameBytes: 8192, oversize: "split" },
  ...{ keepConnection: EXCEPTION, insecure: EXCEPTION, secretName: "acme/relay" },
};

/** A valid document with every key that there is. */
function everyKey(logRelay: object): Record<string, unknown> {
  // Through JSON, so that no two places are one object, which YAML would write as an anchor and an alias.
  return JSON.parse(
    JSON.stringify(
      validDocument({
        tags: { owner: "security" },
        "organizations.aws.logArchiveAccountId": "333333333333",
        "organizations.aws.canaryRegion": "us-east-2",
        "organizations.aws.enrolment": {
          ...{
            mode: "explicit",
            newAccounts: "NEW",
            exclude: { "444444444444": { ...EXCEPTION, until: "2027-06-30" } },
          },
        },
        "organizations.aws.credentials": { plan: ACCESS("plan"), apply: ACCESS("apply") },
        "organizations.aws.state": {
          s3: { bucket: "acme-state", region: "us-east-1", keyPrefix: "a", profile: "state" },
        },
        "organizations.aws-cn.state": "local",
        detection: {
          findingPublishingFrequency: "ONE_HOUR",
          plansReachExcluded: EXCEPTION,
          protectionPlans: {
            ...{
              s3DataEvents: "NEW",
              eksAuditLogs: "NEW",
              ebsMalwareProtection: "NEW",
              rdsLoginEvents: "NEW",
            },
            lambdaNetworkLogs: "NONE",
            runtimeMonitoring: {
              mode: "NEW",
              agents: {
                eksAddonManagement: "NEW",
                ecsFargateAgentManagement: "NEW",
                ec2AgentManagement: "NEW",
              },
            },
          },
        },
        forwarding: { ...FORWARDING, logRelay },
        review: { rules: { "OD-010": "warn" }, waivers: {}, signatures: { keys: ["a.pem"], required: 1 } },
      }),
    ),
  ) as Record<string, unknown>;
}

/** Keys that are data, and not of the schema. */
const DATA = /^(owner|X-Source|OD-010|us-east-1|444444444444)$/;

/** Every key of a document, with the map that holds it and its path. */
function keysOf(
  node: unknown,
  path: string[] = [],
): { map: Record<string, unknown>; key: string; path: string[] }[] {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return [];
  const map = node as Record<string, unknown>;
  return Object.keys(map).flatMap((key) => [
    ...(DATA.test(key) && path.at(-1) !== undefined && !("reason" in map) ? [] : [{ map, key, path }]),
    ...keysOf(map[key], [...path, key]),
  ]);
}

const slip = fc.constantFrom("drop", "double", "swap", "change", "case");

function misspelled(key: string, kind: string, at: number): string {
  const i = at % key.length;
  const rest = key.slice(i + 1);
  const sign = key[i] ?? "";
  if (kind === "drop") return key.slice(0, i) + rest;
  if (kind === "double") return key.slice(0, i) + sign + sign + rest;
  if (kind === "swap") return key.slice(0, i) + (rest[0] ?? "") + sign + rest.slice(1);
  if (kind === "case")
    return key.slice(0, i) + (sign === sign.toUpperCase() ? sign.toLowerCase() : sign.toUpperCase()) + rest;
  return key.slice(0, i) + "x" + rest;
}

describe.each([
  ["https", HTTPS],
  ["syslog", SYSLOG],
])("a config with every key and a relay of %s", (_, relay) => {
  const count = keysOf(everyKey(relay)).length;

  it("is right as it is", () => {
    expect(problemsOf(stringify(everyKey(relay), { lineWidth: 0 }))).toEqual([]);
    expect(count).toBeGreaterThan(70);
  });

  it("tells each misspelled key once, with the key that was meant, and nothing else", () => {
    fc.assert(
      fc.property(fc.nat(count - 1), slip, fc.nat(40), (index, kind, at) => {
        const document = everyKey(relay);
        const { map, key, path } = keysOf(document)[index]!;
        const typo = misspelled(key, kind, at);
        const siblings = Object.keys(map).filter((other) => other !== key);
        // Where another key is as near, nobody can tell which was meant.
        fc.pre(
          typo !== key &&
            typo.length > 1 &&
            siblings.every((other) => distance(other, typo) > distance(key, typo)),
        );
        const renamed = Object.entries(map).map(
          ([name, value]) => [name === key ? typo : name, value] as const,
        );
        for (const name of Object.keys(map)) delete map[name];
        Object.assign(map, Object.fromEntries(renamed));
        const problems = problemsOf(stringify(document, { lineWidth: 0 }));
        expect(problems.map(({ message, fix }) => [[...path, typo].join("."), message, fix])).toEqual([
          [[...path, typo].join("."), "unknown key", `did you mean "${key}"?`],
        ]);
      }),
      { numRuns: 300 },
    );
  });
});
