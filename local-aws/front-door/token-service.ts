import type { Callers } from "./callers";
import type { Answer, Exchange, Interceptor } from "./exchange";
import type { MotoGateway } from "./moto-gateway";

const ASSUMED = /<Arn>(arn:[^<]+:sts::(\d{12}):assumed-role\/[^<]+)<\/Arn>/;
const KEY = /<AccessKeyId>([^<]+)<\/AccessKeyId>/;

/** STS. moto answers, and the keys that it gives out are recorded with their account and role. */
export function tokenService(moto: MotoGateway, callers: Callers): Interceptor {
  return async (exchange: Exchange): Promise<Answer | undefined> => {
    const body = await exchange.body();
    if (!/(?:^|&)Action=AssumeRole/.test(body.toString("utf8"))) return undefined;
    const answer = await moto.send(exchange, body);
    const text = answer.body.toString();
    const [, arn, accountId] = ASSUMED.exec(text) ?? [];
    const accessKeyId = KEY.exec(text)?.[1];
    const roleArn = new URLSearchParams(body.toString("utf8")).get("RoleArn");
    if (arn && accountId && accessKeyId)
      callers.remember(accessKeyId, { accountId, arn, ...(roleArn === null ? {} : { roleArn }) });
    return answer;
  };
}
