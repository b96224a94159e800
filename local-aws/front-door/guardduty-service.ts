import type { GuardDutyService } from "../guardduty/service";
import { jsonAnswer, jsonBody, type Interceptor } from "./exchange";

/** GuardDuty. Every request goes to our own service, none to moto. */
export function guardDutyService(service: GuardDutyService): Interceptor {
  return async (exchange) => {
    const { method, path, query, caller, region, partition } = exchange;
    const body = await jsonBody(exchange);
    const request = { method, path, query, body, accountId: caller.accountId, region, partition };
    const answer = await service.handle({ ...request, principalArn: caller.arn });
    return jsonAnswer(answer.status, answer.body, { "content-type": "application/json", ...answer.headers });
  };
}
