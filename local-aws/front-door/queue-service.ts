import {
  jsonAnswer,
  jsonBody,
  targetOperation,
  type Answer,
  type Exchange,
  type Interceptor,
} from "./exchange";
import type { MotoGateway } from "./moto-gateway";

const ATTRIBUTE = "RedriveAllowPolicy";

interface QueueRequest {
  readonly QueueUrl?: string;
  readonly AttributeNames?: readonly string[];
  readonly Attributes?: Readonly<Record<string, string>>;
}

/** SQS is moto's, but for one attribute that moto forgets: which queues may use a queue for their dead letters. */
export function queueService(moto: MotoGateway): Interceptor {
  const policies = new Map<string, string>();
  return async (exchange) => {
    switch (targetOperation(exchange)) {
      case "CreateQueue":
      case "SetQueueAttributes":
        return remember(moto, policies, exchange);
      case "GetQueueAttributes":
        return addTo(moto, policies, exchange);
      default:
        return undefined;
    }
  };
}

async function remember(
  moto: MotoGateway,
  policies: Map<string, string>,
  exchange: Exchange,
): Promise<Answer> {
  const { Attributes, QueueUrl } = (await jsonBody(exchange)) as QueueRequest;
  const answer = await moto.send(exchange, await exchange.body());
  const policy = Attributes?.[ATTRIBUTE];
  if (answer.status !== 200 || policy === undefined) return answer;
  const url = QueueUrl ?? (JSON.parse(answer.body.toString()) as QueueRequest).QueueUrl ?? "";
  policies.set(keyOf(exchange, url), policy);
  return answer;
}

async function addTo(moto: MotoGateway, policies: Map<string, string>, exchange: Exchange): Promise<Answer> {
  const { QueueUrl = "", AttributeNames = [] } = (await jsonBody(exchange)) as QueueRequest;
  const asked = AttributeNames.filter((name) => name !== ATTRIBUTE);
  const body = JSON.stringify({ QueueUrl, AttributeNames: asked.length > 0 ? asked : ["QueueArn"] });
  const answer = await moto.send(exchange, body);
  const policy = policies.get(keyOf(exchange, QueueUrl));
  if (
    answer.status !== 200 ||
    !policy ||
    !AttributeNames.some((name) => name === "All" || name === ATTRIBUTE)
  )
    return answer;
  const { Attributes } = JSON.parse(answer.body.toString()) as QueueRequest;
  return jsonAnswer(200, { Attributes: { ...Attributes, [ATTRIBUTE]: policy } });
}

/** The same path in two regions is two queues. */
function keyOf({ region }: Exchange, queueUrl: string): string {
  return `${region} ${new URL(queueUrl).pathname}`;
}
