import { jsonAnswer, jsonBody, targetOperation, type Interceptor } from "./exchange";
import type { MotoGateway } from "./moto-gateway";

/** What changes a key's state. */
const CHANGES_STATE = ["CancelKeyDeletion", "DisableKey", "EnableKey", "ScheduleKeyDeletion"];

/**
 * KMS is moto's, which answers these four with 500 if the key is named by its ARN. AWS takes both names, and those of
 * the answers that name a key name it by its ARN.
 */
export function keyService(moto: MotoGateway): Interceptor {
  return async (exchange) => {
    if (!CHANGES_STATE.includes(targetOperation(exchange) ?? "")) return undefined;
    const request = await jsonBody(exchange);
    const [, id] = /^arn:.*:key\/(.+)$/.exec(String(request.KeyId)) ?? [];
    if (id === undefined) return undefined;
    const answer = await moto.send(exchange, JSON.stringify({ ...request, KeyId: id }));
    if (answer.status !== 200) return answer;
    const found = JSON.parse(answer.body.toString()) as { KeyId?: string } | null;
    return jsonAnswer(200, found?.KeyId === undefined ? {} : { ...found, KeyId: request.KeyId });
  };
}
