import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateDetectorCommand,
  CreateFilterCommand,
  CreateMalwareProtectionPlanCommand,
  GuardDutyClient,
  UpdateDetectorCommand,
  type Condition,
  type DetectorFeatureConfiguration,
} from "@aws-sdk/client-guardduty";
import type { ClientSettings } from "../clients";
import type { AccountSeed, DetectorSeed, ForwarderSeed } from "./messy-region";
import { nested, requestsFor } from "./nested-features";
import { seedLists } from "./seed-lists";

/** Creates what one account has in a region. Its filters get the ranks that AWS gives: the seed's follow later. */
export async function seedAccount(settings: ClientSettings, account: AccountSeed): Promise<void> {
  const client = new GuardDutyClient(settings);
  const { detector, filters = [], lists = [], malwarePlans = [], forwarders = [] } = account;
  if (detector) {
    const DetectorId = await createDetector(client, detector);
    for (const { name: Name, action: Action, criteria } of filters) {
      const FindingCriteria = { Criterion: criteria as Record<string, Condition> };
      await client.send(new CreateFilterCommand({ DetectorId, Name, Action, FindingCriteria }));
    }
    await seedLists(client, DetectorId, lists);
  }
  for (const { bucket: BucketName } of malwarePlans) {
    const ProtectedResource = { S3Bucket: { BucketName } };
    const Role = `arn:aws:iam::${settings.credentials.accessKeyId}:role/malware-protection`;
    await client.send(new CreateMalwareProtectionPlanCommand({ Role, ProtectedResource }));
  }
  client.destroy();
  for (const forwarder of forwarders) await seedForwarder(settings, forwarder);
}

async function createDetector(client: GuardDutyClient, seed: DetectorSeed): Promise<string> {
  const { enabled = true, findingPublishingFrequency, features = {}, tags } = seed;
  const command = new CreateDetectorCommand({
    Enable: enabled,
    ...(findingPublishingFrequency ? { FindingPublishingFrequency: findingPublishingFrequency } : {}),
    ...(tags ? { Tags: { ...tags } } : {}),
  });
  const { DetectorId = "" } = await client.send(command);
  for (const some of requestsFor(features)) {
    const Features = nested(some, "Status") as DetectorFeatureConfiguration[];
    await client.send(new UpdateDetectorCommand({ DetectorId, Features }));
  }
  return DetectorId;
}

async function seedForwarder(
  settings: ClientSettings,
  { rule, pattern, targets }: ForwarderSeed,
): Promise<void> {
  const client = new EventBridgeClient(settings);
  const EventPattern = JSON.stringify(pattern ?? { source: ["aws.guardduty"] });
  await client.send(new PutRuleCommand({ Name: rule, EventPattern }));
  const Targets = targets.map((Arn, index) => ({ Id: `target-${index + 1}`, Arn }));
  await client.send(new PutTargetsCommand({ Rule: rule, Targets }));
  client.destroy();
}
