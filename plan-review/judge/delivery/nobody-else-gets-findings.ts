import { resourcesIn, type RegionView, views } from "../region-view";
import { pointsTo, valueOf } from "../../read/attributes";
import { findingRules } from "./path/finding-rules";
import { accountOf, queueOf, targetsOf } from "./path/finding-targets";
import { forwarderOf } from "./path/findings-path";
import { stringOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { judge, whereIs, type Rule } from "../rule";

/**
 * A copy of the findings tells another account what is vulnerable and where. A finding that is taken from the queue
 * never arrives.
 */
export const nobodyElseGetsFindings: Rule = {
  id: "OD-053",
  title: "Findings leave the administrator's account by the forwarder alone",
  severity: "deny",
  fix: "remove the target or the mapping; send copies from the log relay",
  evaluate: (context) => {
    const takers = views(context).flatMap((view) => {
      const own = context.config.organizations[view.partition]?.administratorAccountId;
      if (own === undefined) return [];
      return [
        ...findingRules(view)
          .flatMap((rule) => targetsOf(view, rule))
          .map((target) => ({ resource: target, problem: leavesAccount(view, target, own) })),
        ...mappingsOnQueues(view).map((mapping) => ({
          resource: mapping,
          problem: takesAway(view, mapping),
        })),
      ];
    });
    return judge(
      takers,
      "the plans forward no findings",
      ({ resource }) => whereIs(resource),
      ({ problem }) => problem,
    );
  },
};

function leavesAccount(view: RegionView, target: PlannedResource, own: string): string | undefined {
  const account = accountOf(target);
  if (account === undefined)
    return queueOf(view, target) ? undefined : "sends to what is known only after apply";
  return account === own ? undefined : `sends to ${stringOf(valueOf(target, "arn"))}, of another account`;
}

function mappingsOnQueues(view: RegionView): PlannedResource[] {
  const queues = findingRules(view)
    .flatMap((rule) => targetsOf(view, rule))
    .flatMap((target) => queueOf(view, target) ?? []);
  return resourcesIn(view, "aws_lambda_event_source_mapping").filter((mapping) =>
    queues.some((queue) => pointsTo(mapping, "event_source_arn", queue)),
  );
}

/** If there is no forwarder function, the findings path is broken, which another rule judges. */
function takesAway(view: RegionView, mapping: PlannedResource): string | undefined {
  const forwarder = forwarderOf(view);
  return !forwarder || pointsTo(mapping, "function_name", forwarder, "function_name")
    ? undefined
    : "hands findings to another function";
}
