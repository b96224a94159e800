import fc from "./fast-check";

const because = { reason: "a random config", owner: "tests@acme.example" };
const vpc = { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] };
const key = "arn:aws:kms:us-east-1:222222222222:key/mrk-0123456789abcdef0123456789abcdef";
const TYPES = ["Recon:EC2/", "UnauthorizedAccess:EC2/", "CryptoCurrency:", "Policy:IAMUser/", "Execution:"];

const mode = fc.constantFrom("ALL", "NEW", "NONE");
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

const https = fc
  .record({
    authentication: fc.constantFrom("none", "bearer", "basic", "hmac"),
    secret: fc.integer({ min: 1, max: 512 }),
  })
  .map(({ authentication, secret }) => ({
    ...{ protocol: "https", url: "https://relay.acme.example/ingest", authentication },
    ...(authentication === "none" ? {} : { secretName: "s".repeat(secret) }),
  }));
const syslog = fc
  .record({
    facility: fc.integer({ min: 0, max: 23 }),
    maxFrameBytes: fc.constantFrom(8192, 65536),
    oversize: fc.constantFrom("truncate", "split", "fail"),
    hasSecret: fc.boolean(),
  })
  .map(({ hasSecret, ...others }) => ({
    ...{ protocol: "syslog", host: "relay.acme.example", ...others },
    ...(hasSecret && { secretName: "acme/relay" }),
  }));

const forwarding = fc
  .record({
    logRelay: fc.oneof(https, syslog),
    isHub: fc.boolean(),
    hasKey: fc.boolean(),
    inVpc: fc.boolean(),
    format: fc.constantFrom("guardduty", "ocsf", "cef"),
    minimumSeverity: optional(fc.constantFrom(1, 4, 7, 9)),
    findingTypes: optional(fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1 })),
    architecture: fc.constantFrom("arm64", "x86_64"),
    maximumConcurrency: fc.integer({ min: 2, max: 1000 }),
    heartbeatMinutes: fc.integer({ min: 1, max: 1440 }),
    logRetentionDays: fc.constantFrom(1, 3, 30, 3653),
  })
  .map(({ isHub, hasKey, inVpc, ...others }) => ({
    ...others,
    ...(isHub && { topology: "hub", hub: because }),
    ...(hasKey && { kmsKeyArn: key }),
    ...(inVpc && { vpc: isHub ? { "us-east-1": vpc } : { "us-east-1": vpc, "eu-west-1": vpc } }),
  }));

/** Replacements for keys of the example's orgduty.yaml. Each is valid. China is left out, so that any key may have any value. */
export const validConfigs = fc
  .record({
    name: fc.integer({ min: 1, max: 32 }).map((length) => "n".repeat(length)),
    tags: fc
      .integer({ min: 0, max: 50 })
      .map((count) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`tag-${n}`, "v"]))),
    detection: fc.record({
      findingPublishingFrequency: fc.constantFrom("FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"),
      plansReachExcluded: fc.constant(because),
      protectionPlans: fc.record({
        ...{ s3DataEvents: mode, eksAuditLogs: mode, ebsMalwareProtection: mode },
        ...{ rdsLoginEvents: mode, lambdaNetworkLogs: mode },
      }),
    }),
    forwarding: optional(forwarding),
  })
  .map(({ forwarding: path, ...others }) => ({
    ...others,
    ...(path ? { forwarding: withoutNothing(path) } : { forwarding: undefined }),
    regions: { exclude: { "cn-north-1": because } },
  }));

function withoutNothing(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
