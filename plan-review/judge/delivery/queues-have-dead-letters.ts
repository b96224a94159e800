import { views } from "../region-view";
import { isSet } from "../../read/attributes";
import { queuesOf } from "./path/queues";
import { judge, whereIs, type Rule } from "../rule";

/**
 * Without a dead-letter queue, a message that cannot be delivered blocks its queue until it expires, and is then
 * lost.
 */
export const queuesHaveDeadLetters: Rule = {
  id: "OD-021",
  title: "Every queue of findings has a dead-letter queue",
  severity: "deny",
  fix: "give the queue a redrive_policy",
  evaluate: (context) =>
    judge(
      views(context).flatMap((view) => queuesOf(view).working),
      "the plans hold no queue of findings",
      whereIs,
      (queue) => (isSet(queue, "redrive_policy") ? undefined : "has no redrive_policy"),
    ),
};
