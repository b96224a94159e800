import {
  jsonAnswer,
  jsonBody,
  targetOperation,
  type Answer,
  type Exchange,
  type Interceptor,
} from "./exchange";
import type { MotoGateway } from "./moto-gateway";

interface Groups {
  readonly logGroups?: readonly { readonly logGroupName?: string }[];
}

/**
 * CloudWatch Logs is moto's, but for the key of a log group that exists already, which moto cannot change, and for the tags of a group that is
 * deleted, which moto would give to the next one of that name.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html
 */
export function logService(moto: MotoGateway): Interceptor {
  /** By account, region and group. Undefined: the key was taken away. */
  const keys = new Map<string, string | undefined>();
  return async (exchange) => {
    switch (targetOperation(exchange)) {
      case "AssociateKmsKey":
      case "DisassociateKmsKey": {
        const { logGroupName, kmsKeyId } = await jsonBody(exchange);
        keys.set(placeOf(exchange, String(logGroupName)), kmsKeyId as string | undefined);
        return jsonAnswer(200, {});
      }
      case "DeleteLogGroup":
        await dropTags(exchange, moto);
        return undefined;
      case "DescribeLogGroups":
        return keys.size === 0 ? undefined : withKeys(keys, exchange, moto);
      default:
        return undefined;
    }
  };
}

async function dropTags(exchange: Exchange, moto: MotoGateway): Promise<void> {
  const { logGroupName } = await jsonBody(exchange);
  const ask = (operation: string, body: object) => {
    const target = `Logs_20140328.${operation}`;
    return moto.send(
      { ...exchange, headers: { ...exchange.headers, "x-amz-target": target } },
      JSON.stringify(body),
    );
  };
  const found = await ask("ListTagsLogGroup", { logGroupName });
  if (found.status !== 200) return;
  const { tags = {} } = JSON.parse(found.body.toString()) as { tags?: Readonly<Record<string, string>> };
  await ask("UntagLogGroup", { logGroupName, tags: Object.keys(tags) });
}

async function withKeys(
  keys: ReadonlyMap<string, string | undefined>,
  exchange: Exchange,
  moto: MotoGateway,
): Promise<Answer> {
  const answer = await moto.send(exchange, await exchange.body());
  if (answer.status !== 200) return answer;
  const found = JSON.parse(answer.body.toString()) as Groups;
  const logGroups = found.logGroups?.map((group) => {
    const place = placeOf(exchange, group.logGroupName ?? "");
    return keys.has(place) ? { ...group, kmsKeyId: keys.get(place) } : group;
  });
  return jsonAnswer(200, { ...found, logGroups });
}

function placeOf({ caller, region }: Exchange, name: string): string {
  return `${caller.accountId} ${region} ${name}`;
}
