import { resourcesIn, type RegionView, views } from "../region-view";
import { valueOf } from "../../read/attributes";
import { findingRules } from "./path/finding-rules";
import { accountOf, queueOf, targetsOf } from "./path/finding-targets";
import { forwarderOf } from "./path/findings-path";
import { queuesOf } from "./path/queues";
import { isWholly, type Accounts } from "./path/whole-arns";
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
      const organization = context.config.organizations[view.partition];
      if (!organization) return [];
      return [
        ...findingRules(view)
          .flatMap((rule) => targetsOf(view, rule))
          .map((target) => ({ resource: target, problem: leavesAccount(organization, view, target) })),
        ...mappingsOnQueues(organization, view).map((mapping) => ({
          resource: mapping,
          problem: takesAway(organization, view, mapping),
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

function leavesAccount(accounts: Accounts, view: RegionView, target: PlannedResource): string | undefined {
  const account = accountOf(target);
  if (account === undefined)
    return queueOf(accounts, view, target) ? undefined : "sends to what is known only after apply";
  return account === accounts.administratorAccountId
    ? undefined
    : `sends to ${stringOf(valueOf(target, "arn"))}, of another account`;
}

/** Everything that takes messages from a queue of findings, or from a queue for findings that could not be delivered. */
function mappingsOnQueues(accounts: Accounts, view: RegionView): PlannedResource[] {
  const working = findingRules(view)
    .flatMap((rule) => targetsOf(view, rule))
    .flatMap((target) => queueOf(accounts, view, target) ?? []);
  const queues = [...working, ...queuesOf(view).dead];
  return resourcesIn(view, "aws_lambda_event_source_mapping").filter((mapping) =>
    queues.some((queue) => isWholly(accounts, mapping, "event_source_arn", queue)),
  );
}

/** If there is no forwarder function, the findings path is broken, which another rule judges. */
function takesAway(accounts: Accounts, view: RegionView, mapping: PlannedResource): string | undefined {
  const forwarder = forwarderOf(view);
  return !forwarder || isWholly(accounts, mapping, "function_name", forwarder)
    ? undefined
    : "hands findings to another function";
}
