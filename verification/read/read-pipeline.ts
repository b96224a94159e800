import { DescribeEventBusCommand, type EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { GetKeyPolicyCommand, type KMSClient } from "@aws-sdk/client-kms";
import type { Attempts, Read } from "../../aws-clients/attempts";
import { unlessMissing, type Calls } from "../../aws-clients/calls";
import type { FoundPipeline } from "./found-pipeline";
import { readAlarms } from "./read-alarms";
import { readDelivery } from "./read-delivery";
import { readQueue } from "./read-queue";
import { readRule } from "./read-rule";
import type { RegionClients } from "../../aws-clients/region-clients";
import type { WantedPipeline } from "../../intent/wanted-pipeline";

/**
 * Reads everything on the findings' way through one region: two calls a rule, one a queue, five for delivery and alarms.
 * What is refused is UNREAD, and told in `attempts`; the rest is read all the same.
 */
export async function readPipeline(
  wanted: WantedPipeline,
  clients: RegionClients,
  calls: Calls,
  attempts: Attempts,
): Promise<FoundPipeline> {
  const { events, queues, keys, metrics } = clients;
  const keyArns = [...new Set(wanted.queues.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []))];
  const each = eachOf(attempts);
  const [rules, foundQueues, keyPolicies, delivery, busPolicy, alarms] = await Promise.all([
    each("rule", wanted.rules, (rule) => readRule(events, calls, rule)),
    each("queue", wanted.queues, (queue) => readQueue(queues, calls, queue)),
    each(
      "policy of key",
      keyArns.map((name) => ({ name })),
      ({ name }) => readKeyPolicy(keys, calls, name),
    ),
    wanted.delivery ? readDelivery(wanted.delivery, clients, calls, attempts) : {},
    wanted.bus && attempts.read(`bus ${wanted.bus.name}`, readBusPolicy(events, calls, wanted.bus.name)),
    attempts.read("alarms", readAlarms(metrics, calls, wanted.alarms)),
  ]);
  return {
    rules,
    queues: foundQueues,
    keyPolicies,
    delivery,
    alarms,
    ...(busPolicy === undefined ? {} : { busPolicy }),
  };
}

/** Reads named things of one kind, each by itself. */
function eachOf(attempts: Attempts) {
  return async <Item extends { readonly name: string }, Found>(
    kind: string,
    items: readonly Item[],
    read: (item: Item) => Promise<Found>,
  ): Promise<Record<string, Read<Found>>> => {
    const found = items.map(async (item) => {
      return [item.name, await attempts.read(`${kind} ${item.name}`, read(item))] as const;
    });
    return Object.fromEntries(await Promise.all(found));
  };
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
