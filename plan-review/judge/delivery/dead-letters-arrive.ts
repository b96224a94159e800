import { organizationOf, views, type RegionView } from "../region-view";
import { valueOf } from "../../read/attributes";
import { arrayOf, objectOf, parsedOf, stringOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { judge, whereIs, type ReviewContext, type Rule } from "../rule";
import { pickingRule } from "./path/finding-rules";
import { targetsOf } from "./path/finding-targets";
import { whyEventsAreRefused } from "./path/queue-access";
import { queuesOf } from "./path/queues";
import { queueNamed, wholeArn } from "./path/whole-arns";

/** A queue for dead letters that takes none, or that is another account's, loses findings as surely as none at all. */
export const deadLettersArrive: Rule = {
  id: "OD-064",
  title: "Dead letters arrive in a queue of the same plan",
  severity: "deny",
  fix: "name the dead-letter queue by its whole ARN, and let it take what the queue or the rule sends",
  evaluate: (context) =>
    judge(
      views(context)
        .filter((view) => context.config.organizations[view.partition]?.forwarding)
        .flatMap((view) => sendersIn(context, view)),
      "the plans hold no dead-letter queue",
      ({ resource }) => whereIs(resource),
      ({ problem }) => problem,
    ),
};

interface Sender {
  readonly resource: PlannedResource;
  readonly problem: string | undefined;
}

function sendersIn(context: ReviewContext, view: RegionView): Sender[] {
  const working = queuesOf(view).working.map((resource) => ({
    resource,
    problem: redriveProblem(context, view, resource),
  }));
  const rule = pickingRule(organizationOf(context, view), view);
  const targets = rule
    ? targetsOf(view, rule).map((resource) => ({
        resource,
        problem: targetProblem(context, view, rule, resource),
      }))
    : [];
  return [...working, ...targets];
}

/** What is known only after apply is not judged. Whether there is a dead-letter queue at all is judged by other rules. */
function redriveProblem(
  context: ReviewContext,
  view: RegionView,
  queue: PlannedResource,
): string | undefined {
  const arn = stringOf(objectOf(parsedOf(valueOf(queue, "redrive_policy"))).deadLetterTargetArn);
  if (arn === "") return undefined;
  const organization = organizationOf(context, view);
  const dead = queueNamed(organization, view, arn);
  if (!dead) return `moves dead letters to ${arn}, which is no queue of this plan`;
  const { redrivePermission, sourceQueueArns } = objectOf(parsedOf(valueOf(dead, "redrive_allow_policy")));
  const own = wholeArn(organization, queue);
  if (redrivePermission === "denyAll") return `${dead.address} takes no dead letters (denyAll)`;
  const isListed = own === undefined || arrayOf(sourceQueueArns).includes(own);
  return redrivePermission === "byQueue" && !isListed
    ? `${dead.address} takes no dead letters of this queue`
    : undefined;
}

function targetProblem(
  context: ReviewContext,
  view: RegionView,
  rule: PlannedResource,
  target: PlannedResource,
): string | undefined {
  const arn = stringOf(objectOf(arrayOf(valueOf(target, "dead_letter_config"))[0]).arn);
  if (arn === "") return undefined;
  const organization = organizationOf(context, view);
  const queue = queueNamed(organization, view, arn);
  if (!queue) return `keeps undeliverable events in ${arn}, which is no queue of this plan`;
  const refusal = whyEventsAreRefused(context, { organization, view, rule, queue, queueArn: arn });
  return refusal === undefined ? undefined : `${queue.address}: ${refusal}`;
}
