import { told } from "../checked";
import { EXCEPTION, RELAY, type Changes } from "../valid-document";

const SYSLOG = { protocol: "syslog", host: "relay.example.com" };
const CN = { "organizations.aws-cn.state": "local", "organizations.aws-cn.forwarding": { logRelay: SYSLOG } };
const VPC = { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] };

/** What was accepted, or told wrongly, and the right answer: every problem, as `path: message; fix`. */
const CASES: readonly (readonly [string, Changes, readonly RegExp[]])[] = [
  [
    "a wildcard, another case and a severity among the finding types",
    {
      forwarding: {
        logRelay: RELAY,
        findingTypes: ["UnauthorizedAccess:EC2/*", "unauthorizedaccess:", "HIGH"],
      },
    },
    [
      /^forwarding\.findingTypes\[0\]: .* is a pattern, .*; write "UnauthorizedAccess:EC2\/"$/,
      /^forwarding\.findingTypes\[1\]: .* begins no finding type; write "UnauthorizedAccess:"$/,
      /^forwarding\.findingTypes\[2\]: "HIGH" is a severity, .*; write minimumSeverity: 7/,
    ],
  ],
  [
    "a port in a syslog host",
    { forwarding: { logRelay: { ...SYSLOG, host: "relay:6514" } } },
    [/^forwarding\.logRelay\.host: "relay:6514" has a port in it; host: relay, and port: 6514$/],
  ],
  [
    "a header value that no header can hold",
    { forwarding: { logRelay: { ...RELAY, headers: { "X-Team": "Sécurité →" } } } },
    [
      /^forwarding\.logRelay\.headers\.X-Team: .* has the character U\+2192, which no header can hold; write it in ASCII$/,
    ],
  ],
  [
    "a frame smaller than its own header",
    {
      forwarding: {
        logRelay: {
          ...SYSLOG,
          maxFrameBytes: 480,
          structuredData: `[relay@32473 site="${"x".repeat(500)}"]`,
        },
      },
    },
    [/^forwarding\.logRelay\.maxFrameBytes: the forwarder cannot work with it: .*; at least \d+, or shorten/],
  ],
  [
    "two tags that IAM takes for one",
    { tags: { Owner: "a", owner: "b" } },
    [/^tags\.owner: is the same as "Owner"; keep one/],
  ],
  [
    "51 tags",
    { tags: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`tag-${n}`, "v"])) },
    [/^tags: 51 tags of a resource, AWS takes 50; remove some$/],
  ],
  [
    "six security groups",
    {
      ...CN,
      forwarding: {
        logRelay: RELAY,
        vpc: {
          "us-east-1": {
            ...VPC,
            securityGroupIds: Array.from({ length: 6 }, (_, n) => `sg-0123456789abcdef${n}`),
          },
        },
      },
    },
    [
      /^forwarding\.vpc\.us-east-1\.securityGroupIds: 6 security groups of a function, AWS takes 5; remove some$/,
    ],
  ],
  [
    "a state in GovCloud, and a bucket that S3 refuses",
    { ...CN, state: { s3: { bucket: "a..b", region: "us-gov-west-1" } } },
    [
      /^state\.s3\.bucket: "a\.\.b" is not a valid bucket name: it may not have two dots in a row; did you mean "a\.b"\?$/,
      /^state\.s3\.region: "us-gov-west-1" is AWS GovCloud \(US-West\), a partition that orgduty does not support/,
    ],
  ],
  [
    "a hub with a VPC for a region that has no forwarder",
    {
      forwarding: {
        logRelay: RELAY,
        topology: "hub",
        hub: EXCEPTION,
        vpc: { "us-east-1": VPC, "eu-west-1": VPC },
      },
    },
    [
      /^forwarding\.vpc\.eu-west-1: "eu-west-1" has no forwarder: with topology hub it runs in us-east-1; remove it/,
    ],
  ],
  [
    "an exclusion beside a plan that is ALL",
    {
      "organizations.aws.enrolment.exclude": { "444444444444": EXCEPTION },
      "detection.protectionPlans": { s3DataEvents: "ALL", runtimeMonitoring: { mode: "ALL" } },
    },
    [
      /^detection\.protectionPlans\.s3DataEvents: ALL reaches every account, and organizations\.aws\.enrolment\.exclude sets some apart; NEW, or/,
      /^detection\.protectionPlans\.runtimeMonitoring\.mode: ALL reaches every account/,
    ],
  ],
  [
    "a region of AWS that is not among the 15",
    { regions: ["us-east-1", "cn-north-1", "eu-north-1"] },
    [
      /^regions\[2\]: "eu-north-1" is not one of the 15 .*: AWS has eu-north-1, Europe \(Stockholm\), and orgduty does not plan it; remove it/,
    ],
  ],
  [
    "regions as a SIEM's form spells them",
    { regions: ["us-east-1", "cn-north-1", "Asia Pacific Northeast-1", "South America East-1"] },
    [/^regions\[2\]: .*; did you mean "ap-northeast-1"\?$/, /^regions\[3\]: .*; did you mean "sa-east-1"\?$/],
  ],
  [
    "a mistake in the top-level forwarding, and a partition with a section of its own",
    {
      "organizations.aws.forwarding": { logRetentionDays: 7 },
      forwarding: { logRelay: { ...RELAY, url: "http://relay.example.com" } },
    },
    [/^forwarding\.logRelay\.url: the URL must begin with https:\/\//],
  ],
  [
    "an organization's template left as it was",
    { "organizations.aws.enrolment.exclude": { "444444444444": { reason: "WHY", owner: "WHO" } } },
    [/reason: "WHY" is a word to replace/, /owner: "WHO" is a word to replace/],
  ],
];

describe("what a config said and nobody noticed", () => {
  it.each(CASES)("rejects %s", (_, changes, expected) => {
    const problems = told(structuredClone(changes));
    expect(problems).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(problems[index]).toMatch(pattern);
  });

  it("tells all 13 problems at once, one wrong value in forwarding among them", () => {
    const problems = told({
      name: "1acme",
      tags: { "aws:owner": "a" },
      regions: ["us-east-1", "us-east-1", "cn-north-1"],
      "organizations.aws.managementAccountId": "1",
      "organizations.aws.homeRegion": "us-west-2",
      "organizations.aws.canaryRegion": "eu-west-1",
      "organizations.aws.enrolment": { mode: "auto" },
      "organizations.aws-cn.administratorAccountId": "555555555555",
      detection: {
        protectionPlans: { runtimeMonitoring: { mode: "NONE", agents: { ec2AgentManagement: "NEW" } } },
      },
      forwarding: {
        format: "cfe",
        topology: "hub",
        maximumConcurrency: 5,
        reservedConcurrency: 2,
        logRelay: { protocol: "https", url: "https://relay.example.com/in", authentication: "bearer" },
      },
    });
    expect(problems.map((problem) => problem.split(": ")[0]).sort()).toEqual(
      [
        "name",
        'tags["aws:owner"]',
        "regions[1]",
        "organizations.aws.managementAccountId",
        "organizations.aws.homeRegion",
        "organizations.aws.canaryRegion",
        "organizations.aws.enrolment.mode",
        "organizations.aws-cn.administratorAccountId",
        "detection.protectionPlans.runtimeMonitoring.agents.ec2AgentManagement",
        "forwarding.format",
        "forwarding.topology",
        "forwarding.reservedConcurrency",
        "forwarding.logRelay.authentication",
      ].sort(),
    );
  });

  it("lets a partition say that it has no key and no topic where the top level has both", () => {
    const forwarding = {
      logRelay: RELAY,
      kmsKeyArn: "arn:aws:kms:us-east-1:222222222222:key/mrk-0123456789abcdef0123456789abcdef",
      alarmTopicArn: "arn:aws:sns:us-east-1:222222222222:alarms",
    };
    expect(told({ forwarding })).toHaveLength(2);
    const none = { kmsKeyArn: "none", alarmTopicArn: "none" };
    expect(told({ forwarding, "organizations.aws-cn.forwarding": none })).toEqual([]);
  });
});
