import type { Answer, Exchange, Interceptor } from "../front-door/exchange";
import type { MotoGateway } from "../front-door/moto-gateway";
import type { Partition } from "../../aws/partitions";
import type { Aliases } from "./aliases";
import { GuardDutyPolicies } from "./guardduty-policies";
import { MalwareTrust } from "./malware-trust";

/** Organizations. moto answers, under the ids that an operator chose; what it does not know of GuardDuty is our own. */
export function organizationsService(
  moto: MotoGateway,
  aliasesOf: (partition: Partition) => Aliases,
): Interceptor {
  const policies = { aws: new GuardDutyPolicies(), "aws-cn": new GuardDutyPolicies() };
  const trust = { aws: new MalwareTrust(), "aws-cn": new MalwareTrust() };
  return async (exchange: Exchange): Promise<Answer> => {
    const { partition } = exchange;
    const own = (await policies[partition].answer(exchange)) ?? (await trust[partition].answer(exchange));
    if (own) return own;
    const aliases = aliasesOf(partition);
    const body = aliases.toMoto((await exchange.body()).toString("utf8"));
    const answer = await moto.send(exchange, body, aliases.toMoto(exchange.caller.accountId));
    const headers = { ...answer.headers };
    delete headers["content-length"];
    const text =
      answer.status === 200 ? trust[partition].listed(exchange, answer.body.toString()) : answer.body;
    return { ...answer, headers, body: aliases.fromMoto(text.toString()) };
  };
}
