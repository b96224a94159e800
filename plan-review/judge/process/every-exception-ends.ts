import { exceptionsOf } from "./exceptions";
import { judge, type Rule } from "../rule";

/** An exception without an end date is in effect a permanent rule that was never written down. */
export const everyExceptionEnds: Rule = {
  id: "OD-040",
  title: "Every exception has a last day",
  severity: "warn",
  fix: "add until: YYYY-MM-DD",
  evaluate: ({ config }) =>
    judge(
      exceptionsOf(config),
      "the config takes no exception",
      () => ({}),
      ({ path, owner, until }) => (until === undefined ? `${path} (${owner}) has no until` : undefined),
    ),
};
