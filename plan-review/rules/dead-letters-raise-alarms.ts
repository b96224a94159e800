import { valueOf } from "../attributes";
import { objectOf, stringOf } from "../json";
import { queuesOf } from "../queues";
import { judge, resourcesIn, whereIs, type Rule } from "../rule";

/** A dead letter is a finding that nobody has seen. */
export const deadLettersRaiseAlarms: Rule = {
  id: "OD-028",
  title: "Every dead-letter queue has an alarm",
  severity: "deny",
  fix: "add an alarm on ApproximateNumberOfMessagesVisible of the queue",
  evaluate({ plans }) {
    const dead = plans.stacks.flatMap((plan) => {
      const watched = resourcesIn(plan, "aws_cloudwatch_metric_alarm")
        .filter((alarm) => valueOf(alarm, "actions_enabled") !== false)
        .map((alarm) => objectOf(valueOf(alarm, "dimensions")).QueueName);
      return queuesOf(plan).dead.map((queue) => ({ queue, watched }));
    });
    return judge(
      dead,
      "the plans hold no dead-letter queue",
      ({ queue }) => whereIs(queue),
      ({ queue, watched }) =>
        watched.includes(stringOf(valueOf(queue, "name"))) ? undefined : "fills up without an alarm",
    );
  },
};
