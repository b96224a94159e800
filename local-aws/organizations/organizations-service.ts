import type { Answer, Exchange, Interceptor } from "../front-door/exchange";
import type { MotoGateway } from "../front-door/moto-gateway";
import type { Partition } from "../../aws/partitions";
import type { Aliases } from "./aliases";

/** Organizations. moto answers, under the ids that an operator chose. */
export function organizationsService(
  moto: MotoGateway,
  aliasesOf: (partition: Partition) => Aliases,
): Interceptor {
  return async (exchange: Exchange): Promise<Answer> => {
    const aliases = aliasesOf(exchange.partition);
    const body = aliases.toMoto((await exchange.body()).toString("utf8"));
    const answer = await moto.send(exchange, body, aliases.toMoto(exchange.caller.accountId));
    const headers = { ...answer.headers };
    delete headers["content-length"];
    return { ...answer, headers, body: aliases.fromMoto(answer.body.toString()) };
  };
}
