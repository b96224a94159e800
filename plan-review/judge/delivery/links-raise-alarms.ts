import { organizationOf, resourcesIn, views, type RegionView } from "../region-view";
import type { PlannedResource } from "../../read/plan-model";
import { judge, whereIs, type ReviewContext, type Rule } from "../rule";
import { failuresOf, oldestIn, troublesOf, whyUnheard, type Signal } from "./path/alarms";
import { whyNoHeartbeat } from "./path/heartbeats";
import { pickingRule } from "./path/finding-rules";
import { queueOf, targetsOf } from "./path/finding-targets";
import { relayOf } from "./path/relay";

interface Link {
  readonly view: RegionView;
  readonly resource: PlannedResource;
  readonly signals: readonly Signal[];
  /** What else keeps its alarms from going off. @default nothing */
  readonly trouble?: string | undefined;
}

/**
 * An alarm with a threshold that is never reached, or on a metric that nobody counts, looks like one that works. The alarm on
 * silence needs heartbeats that take the findings' way, or a region without findings sets it off.
 */
export const linksRaiseAlarms: Rule = {
  id: "OD-065",
  title: "Every link of the findings' path has an alarm that can go off",
  severity: "deny",
  fix: "give the alarm AWS's namespace and dimensions, and a threshold that one failure exceeds; let the rule pick heartbeats",
  evaluate: (context) =>
    judge(
      views(context)
        .filter((view) => isForwarding(context, view))
        .flatMap((view) => linksIn(context, view)),
      "the plans forward no findings",
      ({ resource }) => whereIs(resource),
      ({ view, signals, trouble = [] }) => [
        ...[trouble].flat(),
        ...signals.flatMap((signal) => {
          const why = whyUnheard(view, signal);
          return why === undefined ? [] : [`${signal.metric} goes unheard: ${why}`];
        }),
      ],
    ),
};

function isForwarding({ config }: ReviewContext, view: RegionView): boolean {
  return config.organizations[view.partition]?.forwarding !== undefined;
}

/** The links that this stack's findings pass. Another rule judges the alarms on dead letters. */
function linksIn(context: ReviewContext, view: RegionView): Link[] {
  const organization = organizationOf(context, view);
  const rule = pickingRule(organization, view);
  const queues = (rule ? targetsOf(view, rule) : []).flatMap(
    (target) => queueOf(organization, view, target) ?? [],
  );
  const forwarders = resourcesIn(view, "aws_lambda_function").filter(
    (lambda) => relayOf(lambda) !== undefined,
  );
  return [
    ...(rule
      ? [{ view, resource: rule, signals: failuresOf(rule), trouble: heartbeatTrouble(context, view, rule) }]
      : []),
    ...[...new Set(queues)].map((queue) => ({ view, resource: queue, signals: [oldestIn(queue)] })),
    ...forwarders.map((lambda) => ({ view, resource: lambda, signals: troublesOf(lambda) })),
  ];
}

/** Heartbeats begin in the regions: at the hub they arrive with the findings. */
function heartbeatTrouble(
  context: ReviewContext,
  view: RegionView,
  rule: PlannedResource,
): string | undefined {
  const why = view.kind === "region" ? whyNoHeartbeat(context, view, rule) : undefined;
  return why === undefined ? undefined : `no heartbeat takes the findings' way: ${why}`;
}
