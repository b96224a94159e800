import { views } from "../region-view";
import { waitingIn, whyUnheard } from "./path/alarms";
import { queuesOf } from "./path/queues";
import { judge, whereIs, type Rule } from "../rule";

/** A dead letter is a finding that no one has seen. */
export const deadLettersRaiseAlarms: Rule = {
  id: "OD-028",
  title: "Every dead-letter queue has an alarm",
  severity: "deny",
  fix: "add an alarm on ApproximateNumberOfMessagesVisible of the queue",
  evaluate: (context) =>
    judge(
      views(context).flatMap((view) => queuesOf(view).dead.map((queue) => ({ queue, view }))),
      "the plans hold no dead-letter queue",
      ({ queue }) => whereIs(queue),
      ({ queue, view }) => {
        const reasons = waitingIn(queue).map((signal) => whyUnheard(view, signal));
        return reasons.includes(undefined) ? undefined : `fills up without an alarm: ${reasons.join(", ")}`;
      },
    ),
};
