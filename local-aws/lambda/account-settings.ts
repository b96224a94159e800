import { jsonAnswer, type Answer, type Exchange } from "../front-door/exchange";

/** What AWS gives an account that has run for a while: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const CONCURRENCY = 1000;
const CODE_BYTES = 80_530_636_800;

/** GetAccountSettings, which moto does not know: nothing is used yet. Undefined if the request is another. */
export function accountSettings({ method, path }: Exchange): Answer | undefined {
  if (method !== "GET" || !/^\/2016-08-19\/account-settings\/?$/.test(path)) return undefined;
  return jsonAnswer(200, {
    AccountLimit: {
      ConcurrentExecutions: CONCURRENCY,
      UnreservedConcurrentExecutions: CONCURRENCY,
      TotalCodeSize: CODE_BYTES,
    },
    AccountUsage: { FunctionCount: 0, TotalCodeSize: 0 },
  });
}
