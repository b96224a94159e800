import { pointsTo, valueOf } from "../../read/attributes";
import { arrayOf, stringOf } from "../../read/json";
import type { PlannedResource, StackPlan } from "../../read/plan-model";
import { judge, resourcesIn, whereIs, type Rule } from "../rule";

/** Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export const oneBadMessageHoldsUpNone: Rule = {
  id: "OD-027",
  title: "Functions on queues report failures one by one and in time",
  severity: "deny",
  fix: 'function_response_types = ["ReportBatchItemFailures"], visibility timeout at least 6 times the function\'s',
  evaluate({ plans }) {
    const mappings = plans.stacks.flatMap((plan) =>
      resourcesIn(plan, "aws_lambda_event_source_mapping").flatMap((mapping) => {
        const queue = resourcesIn(plan, "aws_sqs_queue").find((candidate) =>
          pointsTo(mapping, "event_source_arn", candidate),
        );
        const isOnQueue = queue || stringOf(valueOf(mapping, "event_source_arn")).includes(":sqs:");
        return isOnQueue ? [{ plan, mapping, queue }] : [];
      }),
    );
    return judge(
      mappings,
      "the plans connect no function to a queue",
      ({ mapping }) => whereIs(mapping),
      ({ plan, mapping, queue }) => [
        ...(arrayOf(valueOf(mapping, "function_response_types")).includes("ReportBatchItemFailures")
          ? []
          : ["one failure hands the whole batch back"]),
        ...(queue ? tooShort(plan, mapping, queue) : []),
      ],
    );
  },
};

/** The defaults are SQS's 30 seconds and Lambda's 3. */
function tooShort(plan: StackPlan, mapping: PlannedResource, queue: PlannedResource): string[] {
  const lambda = resourcesIn(plan, "aws_lambda_function").find((candidate) =>
    pointsTo(mapping, "function_name", candidate, "function_name"),
  );
  if (!lambda) return [];
  const longest = Number(valueOf(lambda, "timeout") ?? 3);
  const visible = Number(valueOf(queue, "visibility_timeout_seconds") ?? 30);
  return visible >= 6 * longest
    ? []
    : [`messages come back after ${visible} s, the function may take ${longest} s: less than 6 times`];
}
