import { valueOf } from "../attributes";
import { arrayOf, stringOf } from "../json";
import { queuesOf } from "../queues";
import type { PlannedResource, StackPlan } from "../plan-model";
import { judge, resourcesIn, whereIs, type Rule } from "../rule";

/** Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export const oneBadMessageHoldsUpNone: Rule = {
  id: "OD-027",
  title: "Functions on queues report failures one by one and in time",
  severity: "deny",
  fix: 'function_response_types = ["ReportBatchItemFailures"], visibility timeout at least 6 times the function\'s',
  evaluate({ plans }) {
    const mappings = plans.stacks.flatMap((plan) =>
      resourcesIn(plan, "aws_lambda_event_source_mapping").map((mapping) => ({ plan, mapping })),
    );
    return judge(
      mappings,
      "the plans connect no function to a queue",
      ({ mapping }) => whereIs(mapping),
      ({ plan, mapping }) => [
        ...(arrayOf(valueOf(mapping, "function_response_types")).includes("ReportBatchItemFailures")
          ? []
          : ["one failure hands the whole batch back"]),
        ...tooShort(plan, mapping),
      ],
    );
  },
};

function tooShort(plan: StackPlan, mapping: PlannedResource): string[] {
  const queueName = stringOf(valueOf(mapping, "event_source_arn")).split(":").at(-1);
  const { working } = queuesOf(plan);
  const queue = working.find((candidate) => valueOf(candidate, "name") === queueName) ?? working[0];
  const timeouts = resourcesIn(plan, "aws_lambda_function").map((lambda) =>
    Number(valueOf(lambda, "timeout") ?? 3),
  );
  const visible = Number((queue && valueOf(queue, "visibility_timeout_seconds")) ?? 30);
  const longest = Math.max(0, ...timeouts);
  return visible >= 6 * longest
    ? []
    : [`messages come back after ${visible} s, the function may take ${longest} s: less than 6 times`];
}
