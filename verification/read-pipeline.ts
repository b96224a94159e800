import { DescribeEventBusCommand, type EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { GetKeyPolicyCommand, type KMSClient } from "@aws-sdk/client-kms";
import { unlessMissing, type Calls } from "./calls";
import type { FoundPipeline } from "./found-pipeline";
import { readDelivery } from "./read-delivery";
import { readQueue } from "./read-queue";
import { readRule } from "./read-rule";
import type { RegionClients } from "./region-clients";
import type { WantedPipeline } from "./wanted-pipeline";

/** Reads everything on the findings' way through one region: two calls a rule, one a queue, and four for the delivery. */
export async function readPipeline(
  wanted: WantedPipeline,
  clients: RegionClients,
  calls: Calls,
): Promise<FoundPipeline> {
  const { events, queues, keys } = clients;
  const keyArns = [...new Set(wanted.queues.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []))];
  const [rules, foundQueues, keyPolicies, delivery, busPolicy] = await Promise.all([
    byName(wanted.rules, (rule) => readRule(events, calls, rule)),
    byName(wanted.queues, (queue) => readQueue(queues, calls, queue)),
    byName(
      keyArns.map((name) => ({ name })),
      ({ name }) => readKeyPolicy(keys, calls, name),
    ),
    wanted.delivery ? readDelivery(wanted.delivery, clients, calls) : {},
    wanted.bus ? readBusPolicy(events, calls, wanted.bus.name) : undefined,
  ]);
  return {
    rules,
    queues: foundQueues,
    keyPolicies,
    delivery,
    ...(busPolicy === undefined ? {} : { busPolicy }),
  };
}

async function byName<Item extends { readonly name: string }, Found>(
  items: readonly Item[],
  read: (item: Item) => Promise<Found>,
): Promise<Record<string, Found>> {
  return Object.fromEntries(
    await Promise.all(items.map(async (item) => [item.name, await read(item)] as const)),
  );
}

async function readBusPolicy(
  client: EventBridgeClient,
  calls: Calls,
  Name: string,
): Promise<string | undefined> {
  const command = new DescribeEventBusCommand({ Name });
  const answer = calls.make((options) => client.send(command, options));
  const bus = await unlessMissing(answer, ["ResourceNotFoundException"]);
  return bus && (bus.Policy ?? "");
}

async function readKeyPolicy(client: KMSClient, calls: Calls, KeyId: string): Promise<string | undefined> {
  const command = new GetKeyPolicyCommand({ KeyId, PolicyName: "default" });
  const answer = calls.make((options) => client.send(command, options));
  return (await unlessMissing(answer, ["NotFoundException"]))?.Policy;
}
