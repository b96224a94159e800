import { exceptionsOf, hasExpired } from "./exceptions";
import { judge, type Rule } from "../rule";

/** This does not include waivers: an expired waiver has no effect, so the rule that it waived fails anyway. */
export const noExceptionHasExpired: Rule = {
  id: "OD-039",
  title: "No exception has outlived its last day",
  severity: "deny",
  fix: "end the exception, or have its owner renew it with a new until",
  evaluate: ({ config, now }) =>
    judge(
      exceptionsOf(config).filter(({ path }) => !path.startsWith("review.waivers.")),
      "the config takes no exception",
      () => ({}),
      ({ path, owner, until }) =>
        hasExpired(until, now) ? `${path} (${owner}) expired on ${until}` : undefined,
    ),
};
