import {
  CancelKeyDeletionCommand,
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expectedResourcesIn } from "../../support/deployed/pipeline";
import { acting } from "../../support/deployed/place";
import { allow } from "../../verification/compare/found";
import type { BrokenPlace, Fault } from "./fault";

const QUEUE = "acme-guardduty-findings";
const EVENTBRIDGE = { Service: "events.amazonaws.com" };
const ROLE = { AWS: `arn:aws:iam::222222222222:role/${QUEUE}-forwarder` };
const forwarder = { Effect: "Allow", Principal: ROLE, Action: "kms:*", Resource: "*" };

const keyPolicy = (...others: object[]) => allow(EVENTBRIDGE, "kms:*", undefined, others);
const GRANTED = keyPolicy(forwarder);

/** The key that is there for a fault, by region. */
const keys = new Map<string, string>();

async function withKey(
  place: BrokenPlace,
  work: (client: KMSClient, KeyId: string | undefined) => Promise<unknown>,
): Promise<void> {
  const client = new KMSClient(acting(place));
  await work(client, keys.get(place.region)).finally(() => client.destroy());
}

/** Makes the region's customer key. */
export async function makeKey(place: BrokenPlace, Policy: string): Promise<string> {
  await withKey(place, async (client) => {
    const { KeyMetadata } = await client.send(new CreateKeyCommand({ Policy }));
    keys.set(place.region, KeyMetadata!.Arn!);
  });
  return keys.get(place.region)!;
}

const putPolicy = (Policy: string) => (place: BrokenPlace) =>
  withKey(place, (client, KeyId) =>
    client.send(new PutKeyPolicyCommand({ KeyId, PolicyName: "default", Policy })),
  );

/** A key policy that lets nobody in but the account. */
export const emptyKeyPolicy = putPolicy(allow({ AWS: "arn:aws:iam::222222222222:root" }, "kms:*"));

/** The same region under a config that names a customer key, whose policy lets EventBridge and the forwarder in; its queues are encrypted with it. */
async function encrypted(place: BrokenPlace): Promise<BrokenPlace> {
  const kmsKeyArn = await makeKey(place, GRANTED);
  const { config, organization, region } = place;
  const forwarding = { ...organization.forwarding!, kmsKeyArn };
  const changed = { ...organization, forwarding };
  const resources = place.resources.map((one) => {
    if (one.type !== "aws_sqs_queue" || one.provider.region !== region) return one;
    const { sqs_managed_sse_enabled: _, ...attributes } = one.attributes;
    return { ...one, attributes: { ...attributes, kms_master_key_id: kmsKeyArn } };
  });
  const client = new SQSClient(acting(place));
  for (const { attributes } of expectedResourcesIn({ ...place, resources }).filter(
    ({ type }) => type === "aws_sqs_queue",
  )) {
    const QueueUrl = `${place.endpoint}/${organization.administratorAccountId}/${String(attributes.name)}`;
    const Attributes = { KmsMasterKeyId: kmsKeyArn, SqsManagedSseEnabled: "false" };
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  }
  client.destroy();
  return {
    ...{ ...place, resources, organization: changed },
    config: { ...config, organizations: { ...config.organizations, aws: changed } },
  };
}

const FAULTS: readonly Fault[] = [
  {
    what: "the queue key disabled",
    ...{ reason: "KEY_UNUSABLE", names: "FORWARDING" },
    break: (place) => withKey(place, (client, KeyId) => client.send(new DisableKeyCommand({ KeyId }))),
    mend: (place) => withKey(place, (client, KeyId) => client.send(new EnableKeyCommand({ KeyId }))),
  },
  {
    what: "the queue key's deletion scheduled",
    ...{ reason: "KEY_UNUSABLE", names: "FORWARDING" },
    break: (place) =>
      withKey(place, (client, KeyId) => client.send(new ScheduleKeyDeletionCommand({ KeyId }))),
    mend: (place) =>
      withKey(place, async (client, KeyId) => {
        await client.send(new CancelKeyDeletionCommand({ KeyId }));
        await client.send(new EnableKeyCommand({ KeyId }));
      }),
  },
  {
    what: "the forwarder's statement taken out of the queue key's policy",
    ...{ reason: "KEY_GRANT_MISSING", names: `${QUEUE}-forwarder` },
    break: putPolicy(keyPolicy()),
    mend: putPolicy(GRANTED),
  },
  {
    what: "the queue key's policy denying the forwarder",
    ...{ reason: "KEY_GRANT_MISSING", names: `${QUEUE}-forwarder` },
    // moto takes a Deny on kms:* for one on everybody's kms:DescribeKey.
    break: putPolicy(keyPolicy(forwarder, { ...forwarder, Effect: "Deny", Action: "kms:Decrypt" })),
    mend: putPolicy(GRANTED),
  },
  {
    what: "another account let into the queue key's policy",
    ...{ reason: "NOT_EXPECTED", names: "FORWARDING" },
    break: putPolicy(keyPolicy(forwarder, { ...forwarder, Principal: { AWS: "999999999999" } })),
    mend: putPolicy(GRANTED),
  },
  {
    what: "EventBridge's grant taken out of the queue key's policy",
    ...{ reason: "KEY_GRANT_MISSING", names: QUEUE },
    break: emptyKeyPolicy,
  },
];

/** The customer key of the queues: its state, and whom its policy lets in. */
export const KEY_FAULTS: readonly Fault[] = FAULTS.map((fault) => ({ before: encrypted, ...fault }));
