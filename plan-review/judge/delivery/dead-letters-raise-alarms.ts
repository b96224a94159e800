import { resourcesIn, views } from "../region-view";
import { refersTo, valueOf } from "../../read/attributes";
import { objectOf, stringOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { queuesOf } from "./path/queues";
import { judge, whereIs, type Rule } from "../rule";

/** SQS counts what moves into a dead-letter queue by itself in neither NumberOfMessagesSent nor NumberOfMessagesReceived. */
const METRICS = ["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"];

/** A dead letter is a finding that nobody has seen. */
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
