import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CreateKeyCommand, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { partitionOf } from "../../../aws/partitions";
import { buildForwarderBundle } from "../../../lambda-src/bundle";
import { clientSettings } from "../../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../../local-aws/start";
import { loadProject } from "../../../organization/load-project";
import { gapsOf, verify } from "../../../verification/verify";
import { deployGuardDuty } from "../../support/deployed/guardduty";
import { deployPipeline } from "../../support/deployed/pipeline";
import { resourcesOf } from "../../support/fleet";

const ADMINISTRATOR = "222222222222";
const ACCOUNTS = resolve(__dirname, "../../../examples/acme/accounts/aws.json");

/** An orgduty.yaml of two regions: what all have, and what one says besides. */
function configOf(more: string, enrolment = "{mode: explicit, newAccounts: NEW}"): string {
  return `name: five
tags: {owner: security}
regions: [eu-central-1, eu-west-1]
organizations:
  aws:
    managementAccountId: "111111111111"
    administratorAccountId: "${ADMINISTRATOR}"
    homeRegion: eu-central-1
    canaryRegion: eu-west-1
    accounts: accounts/aws.json
    enrolment: ${enrolment}
${more}`;
}

const HTTPS =
  "{protocol: https, url: https://relay.acme.example/in, authentication: bearer, secretName: relay}";

/** What is deployed, its config with the ARN of a key of its own, and the relay's secret. */
const DEPLOYMENTS: readonly (readonly [string, (key: string) => string, object])[] = [
  [
    "regional with syslog",
    () =>
      configOf(`forwarding:
  logRelay: {protocol: syslog, host: relay.acme.example, secretName: relay}
`),
    {},
  ],
  [
    "regional with a customer key and its forwarder in a VPC, in one region",
    (key) =>
      configOf(`forwarding:
  logRelay: ${HTTPS}
  kmsKeyArn: ${key}
  vpc:
    eu-central-1: {subnetIds: [subnet-0123456789abcdef0], securityGroupIds: [sg-0123456789abcdef0]}
`)
        .replace(/eu-west-1/g, "eu-central-1")
        .replace("eu-central-1, eu-central-1", "eu-central-1"),
    { token: "t" },
  ],
  [
    "a hub with a secret",
    () =>
      configOf(`forwarding:
  topology: hub
  hub: {reason: one way out, owner: security@acme.example}
  alarmTopicArn: arn:aws:sns:eu-central-1:${ADMINISTRATOR}:alarms
  logRelay: ${HTTPS}
`),
    { token: "t" },
  ],
  [
    "https without a secret",
    () =>
      configOf(`forwarding:
  minimumSeverity: 4
  format: cef
  logRelay: {protocol: https, url: https://relay.acme.example/in, authentication: none}
`),
    {},
  ],
  [
    "plans that are ALL, NEW and NONE, and an excluded account",
    () =>
      configOf(
        `detection:
  findingPublishingFrequency: SIX_HOURS
  plansReachExcluded: {reason: the range is watched too, owner: red-team@acme.example}
  protectionPlans:
    s3DataEvents: ALL
    eksAuditLogs: NONE
    ebsMalwareProtection: NONE
    rdsLoginEvents: NEW
    lambdaNetworkLogs: NONE
    runtimeMonitoring:
      mode: NEW
      agents: {eksAddonManagement: NONE, ecsFargateAgentManagement: NEW, ec2AgentManagement: NONE}
forwarding:
  logRelay: ${HTTPS}
`,
        '{mode: explicit, newAccounts: NEW, exclude: {"444444444444": {reason: attacked on purpose, owner: red-team@acme.example}}}',
      ),
    { token: "t" },
  ],
];

describe.each(DEPLOYMENTS)("Verify of an intact deployment: %s", (_what, configWith, secret) => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-five-"));
  let aws: LocalAws;

  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A key of the administrator in the home region. Its policy lets EventBridge in, and leaves the rest to the account. */
  async function customerKey(): Promise<string> {
    const kms = new KMSClient(clientSettings(aws.url, ADMINISTRATOR, "eu-central-1"));
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    const use = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "*" };
    const root = { ...use, Principal: { AWS: `arn:aws:iam::${ADMINISTRATOR}:root` }, Action: "kms:*" };
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [root, { ...use, Principal: { Service: "events.amazonaws.com" } }],
    });
    const KeyId = KeyMetadata!.Arn!;
    await kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: "default", Policy }));
    kms.destroy();
    return KeyId;
  }

  it("has no gap, nothing unread, and no more than 60 calls a region", async () => {
    aws = await startLocalAws({ folder, guardDuty: { delays: { firstDelegationMs: 0, verificationMs: 0 } } });
    mkdirSync(join(folder, "accounts"));
    copyFileSync(ACCOUNTS, join(folder, "accounts", "aws.json"));
    const path = join(folder, "orgduty.yaml");
    writeFileSync(path, configWith(await customerKey()));
    const project = loadProject(path);
    const { config, snapshots } = project;
    await aws.seed(snapshots.aws!);
    const zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
    const resources = resourcesOf(project, zip);
    for (const region of config.regions) {
      const organization = config.organizations[partitionOf(region)]!;
      const place = { endpoint: aws.url, config, organization, region, resources };
      await deployGuardDuty(place, snapshots.aws!);
      await deployPipeline(place, { zip, secret: JSON.stringify(secret) });
    }
    const verification = await verify({ ...project, resources, endpoint: aws.url });
    expect(verification.unread).toEqual([]);
    expect(gapsOf(verification)).toEqual([]);
    expect(verification.regions.map(({ calls }) => calls).filter((calls) => calls > 60)).toEqual([]);
  });
});
