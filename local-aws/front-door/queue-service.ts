import {
  jsonAnswer,
  jsonBody,
  targetOperation,
  type Answer,
  type Exchange,
  type Interceptor,
} from "./exchange";
import type { MotoGateway } from "./moto-gateway";

/**
 * The two redrive policies: moto forgets one and rewrites the other. AWS returns both unchanged, and Terraform compares
 * them.
 */
const KEPT = ["RedriveAllowPolicy", "RedrivePolicy"];

type Attributes = Readonly<Record<string, string>>;

interface QueueRequest {
  readonly QueueUrl?: string;
  readonly AttributeNames?: readonly string[];
  readonly Attributes?: Attributes;
}

/** SQS. moto does everything except for some attributes of a queue. */
export function queueService(moto: MotoGateway): Interceptor {
  const kept = new Map<string, Attributes>();
  return async (exchange) => {
    switch (targetOperation(exchange)) {
      case "CreateQueue":
        kept.delete(keyOf(exchange, await queueUrl(exchange)));
        return remember(moto, kept, exchange);
      case "SetQueueAttributes":
        return remember(moto, kept, exchange, await policyOf(moto, exchange));
      case "GetQueueAttributes":
        return addTo(moto, kept, exchange);
      default:
        return undefined;
    }
  };
}

async function remember(
  moto: MotoGateway,
  kept: Map<string, Attributes>,
  exchange: Exchange,
  unchanged: Attributes = {},
): Promise<Answer> {
  const request = (await jsonBody(exchange)) as QueueRequest;
  const { Attributes = {} } = request;
  const all = { ...unchanged, ...Attributes, ...otherEncryption(Attributes) };
  const body = JSON.stringify({ ...request, Attributes: all });
  const answer = await moto.send(exchange, body);
  if (answer.status !== 200) return answer;
  const key = keyOf(exchange, await queueUrl(exchange));
  kept.set(key, { ...kept.get(key), ...only(Attributes, KEPT) });
  return answer;
}

/**
 * What a queue's new encryption ends: SQS has one for a queue, a customer key's or its own, and moto lets both be on.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
function otherEncryption({ KmsMasterKeyId, SqsManagedSseEnabled }: Attributes): Attributes {
  if (KmsMasterKeyId) return { SqsManagedSseEnabled: "false" };
  return SqsManagedSseEnabled === "true" ? { KmsMasterKeyId: "" } : {};
}

/** The queue's policy as it is: moto drops it when any other attribute is set, and AWS does not. */
async function policyOf(moto: MotoGateway, exchange: Exchange): Promise<Attributes> {
  const target = String(exchange.headers["x-amz-target"]).replace("SetQueueAttributes", "GetQueueAttributes");
  const headers = { ...exchange.headers, "x-amz-target": target };
  const body = JSON.stringify({ QueueUrl: await queueUrl(exchange), AttributeNames: ["Policy"] });
  const answer = await moto.send({ ...exchange, headers }, body);
  if (answer.status !== 200) return {};
  const { Attributes = {} } = JSON.parse(answer.body.toString()) as QueueRequest;
  return only(Attributes, ["Policy"]);
}

async function addTo(moto: MotoGateway, kept: Map<string, Attributes>, exchange: Exchange): Promise<Answer> {
  const { QueueUrl = "", AttributeNames = [] } = (await jsonBody(exchange)) as QueueRequest;
  const asked = AttributeNames.filter((name) => name !== "RedriveAllowPolicy");
  const body = JSON.stringify({ QueueUrl, AttributeNames: asked.length > 0 ? asked : ["QueueArn"] });
  const answer = await moto.send(exchange, body);
  if (answer.status !== 200) return answer;
  const { Attributes } = JSON.parse(answer.body.toString()) as QueueRequest;
  const names = AttributeNames.includes("All") ? KEPT : KEPT.filter((name) => AttributeNames.includes(name));
  const all = { ...Attributes, ...only(kept.get(keyOf(exchange, QueueUrl)) ?? {}, names) };
  // An empty text removes a policy.
  return jsonAnswer(200, {
    Attributes: Object.fromEntries(Object.entries(all).filter(([, text]) => text !== "")),
  });
}

function only(attributes: Attributes, names: readonly string[]): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes(name)));
}

async function queueUrl(exchange: Exchange): Promise<string> {
  const request = (await jsonBody(exchange)) as QueueRequest & { readonly QueueName?: string };
  return request.QueueUrl ?? `/${exchange.caller.accountId}/${request.QueueName}`;
}

/** A queue's key: its region and path, because the same path in two regions means two queues. */
function keyOf({ region }: Exchange, url: string): string {
  return `${region} ${new URL(url, "http://127.0.0.1").pathname}`;
}
