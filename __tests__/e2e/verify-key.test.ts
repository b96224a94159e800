import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateKeyCommand, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import type { Region } from "../../config/regions";
import { buildForwarderBundle } from "../../lambda-src/bundle";
import { clientSettings } from "../../local-aws/clients";
import { startLocalAws, type LocalAws } from "../../local-aws/start";
import type { Project } from "../../organization/load-project";
import { gapsOf, verify } from "../../verification/verify";
import { deployGuardDuty } from "../support/deployed/guardduty";
import { deployPipeline } from "../support/deployed/pipeline";
import type { Place } from "../support/deployed/place";
import { resourcesOf } from "../support/fleet";
import { acmeWith } from "../support/forwarding-fleets";

const REGION: Region = "us-east-1";
const ACCOUNT = "222222222222";
const NAME = "acme-guardduty-findings";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/${NAME}-forwarder`;

const USE = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "*" };
const EVENT_BRIDGE = { ...USE, Principal: { Service: "events.amazonaws.com" } };
const FORWARDER = { ...USE, Principal: { AWS: ROLE } };
const ROOT = { ...USE, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*" };

/** What breaks a key is in verify-faults/key-faults.ts. */
describe("Verify of an intact deployment with a customer key", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-key-"));
  let aws: LocalAws;
  let kms: KMSClient;
  let KeyId: string;
  let project: Project;
  let place: Place;

  beforeAll(async () => {
    aws = await startLocalAws({
      folder,
      guardDuty: { delays: { firstDelegationMs: 0, verificationMs: 0 } },
    });
    kms = new KMSClient(clientSettings(aws.url, ACCOUNT, REGION));
    KeyId = (await kms.send(new CreateKeyCommand({}))).KeyMetadata!.Arn!;
    project = acmeWith([REGION], { kmsKeyArn: KeyId });
    const snapshot = project.snapshots.aws!;
    await aws.seed(snapshot);
    const zip = readFileSync(buildForwarderBundle(join(folder, "forwarder.zip")).path);
    const organization = project.config.organizations.aws!;
    const resources = resourcesOf(project, zip);
    place = { endpoint: aws.url, config: project.config, organization, region: REGION, resources };
    await deployGuardDuty(place, snapshot);
    await deployPipeline(place, { zip, secret: JSON.stringify({ token: "t" }) });
    await say(EVENT_BRIDGE, FORWARDER, ROOT);
  });

  afterAll(async () => {
    kms?.destroy();
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const say = (...Statement: object[]) => {
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    return kms.send(new PutKeyPolicyCommand({ KeyId, Policy, PolicyName: "default" }));
  };

  async function gaps(): Promise<string[]> {
    const { resources } = place;
    const verification = await verify({ ...project, regions: [REGION], resources, endpoint: aws.url });
    expect(verification.unread).toEqual([]);
    expect(verification.regions.filter(({ calls }) => calls > 60)).toEqual([]);
    return gapsOf(verification).map(({ reason, resource }) => `${reason} ${resource}`);
  }

  it("finds no gap", async () => {
    expect(await gaps()).toEqual([]);
  });

  it("finds none if the key's policy leaves the forwarder to the account", async () => {
    await say(EVENT_BRIDGE, ROOT);
    expect(await gaps()).toEqual([]);
  });
});
