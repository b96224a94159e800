import {
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { acting } from "../../support/deployed/place";
import type { BrokenPlace, Fault } from "./fault";

const QUEUE = "acme-guardduty-findings";
const DEAD = `${QUEUE}-dead`;
const UNSENT = `${QUEUE}-unsent`;

/** Attributes as they were before a fault, by region. */
const before = new Map<string, Record<string, string>>();

async function withQueue(
  place: BrokenPlace,
  name: string,
  work: (client: SQSClient, QueueUrl: string) => Promise<unknown>,
): Promise<void> {
  const client = new SQSClient(acting(place));
  const url = `${place.endpoint}/${place.organization.administratorAccountId}/${name}`;
  await work(client, url).finally(() => client.destroy());
}

type Attribute = "Policy" | "RedrivePolicy";

const setAttribute = (attribute: Attribute, change: (text: string) => string) => (place: BrokenPlace) =>
  withQueue(place, QUEUE, async (client, QueueUrl) => {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy", "RedrivePolicy"] }),
    );
    before.set(place.region, Attributes);
    const value = change(Attributes[attribute] ?? "");
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { [attribute]: value } }));
  });
const restoreAttributes = (place: BrokenPlace) =>
  withQueue(place, QUEUE, (client, QueueUrl) =>
    client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: before.get(place.region) })),
  );

const put = (name: string) => (place: BrokenPlace) =>
  withQueue(place, name, (client, QueueUrl) =>
    client.send(new SendMessageCommand({ QueueUrl, MessageBody: "a finding nobody got" })),
  );
const purge = (name: string) => (place: BrokenPlace) =>
  withQueue(place, name, (client, QueueUrl) => client.send(new PurgeQueueCommand({ QueueUrl })));

/** Queues, their policies and what waits in them. */
export const QUEUE_FAULTS: readonly Fault[] = [
  {
    what: "the queue's policy removed",
    reason: "QUEUE_POLICY_MISSING",
    names: QUEUE,
    break: setAttribute("Policy", () => ""),
    mend: restoreAttributes,
  },
  {
    what: "the queue's policy edited to let another rule in",
    reason: "QUEUE_POLICY_MISSING",
    names: QUEUE,
    break: setAttribute("Policy", (text) => text.replaceAll(":rule/acme", ":rule/other")),
    mend: restoreAttributes,
  },
  {
    what: "the queue's dead-letter queue taken away",
    reason: "REDRIVE_MISSING",
    names: QUEUE,
    break: setAttribute("RedrivePolicy", () => ""),
    mend: restoreAttributes,
  },
  {
    what: "a finding in the dead-letter queue of the function",
    reason: "DEAD_LETTERS_WAITING",
    names: DEAD,
    break: put(DEAD),
    mend: purge(DEAD),
  },
  {
    what: "a finding in the dead-letter queue of the rule",
    reason: "DEAD_LETTERS_WAITING",
    names: UNSENT,
    break: put(UNSENT),
    mend: purge(UNSENT),
  },
  {
    what: "the dead-letter queue of the rule deleted",
    reason: "QUEUE_MISSING",
    names: UNSENT,
    break: (place) =>
      withQueue(place, UNSENT, (client, QueueUrl) => client.send(new DeleteQueueCommand({ QueueUrl }))),
  },
];
