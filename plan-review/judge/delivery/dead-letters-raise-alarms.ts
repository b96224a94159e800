import { resourcesIn, views } from "../region-view";
import { refersTo, valueOf } from "../../read/attributes";
import { objectOf, stringOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { queuesOf } from "./path/queues";
import { judge, whereIs, type Rule } from "../rule";

/**
 * If SQS itself moves a message into a dead-letter queue, neither NumberOfMessagesSent nor NumberOfMessagesReceived
 * counts it.
 */
const METRICS = ["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"];

/** A dead letter is a finding that no one has seen. */
export const deadLettersRaiseAlarms: Rule = {
  id: "OD-028",
  title: "Every dead-letter queue has an alarm",
  severity: "deny",
  fix: "add an alarm on ApproximateNumberOfMessagesVisible of the queue",
  evaluate(context) {
    const dead = views(context).flatMap((view) => {
      const alarms = resourcesIn(view, "aws_cloudwatch_metric_alarm").filter(
        (alarm) =>
          valueOf(alarm, "actions_enabled") !== false &&
          METRICS.includes(stringOf(valueOf(alarm, "metric_name"))),
      );
      return queuesOf(view).dead.map((queue) => ({ queue, alarms }));
    });
    return judge(
      dead,
      "the plans hold no dead-letter queue",
      ({ queue }) => whereIs(queue),
      ({ queue, alarms }) =>
        alarms.some((alarm) => watches(alarm, queue)) ? undefined : "fills up without an alarm",
    );
  },
};

function watches(alarm: PlannedResource, queue: PlannedResource): boolean {
  const { QueueName: name } = objectOf(valueOf(alarm, "dimensions"));
  return name === undefined ? refersTo(alarm, "dimensions", queue) : name === valueOf(queue, "name");
}
