import { resourcesIn, type RegionView, views } from "../region-view";
import { pointsTo, valueOf } from "../../read/attributes";
import { arrayOf, stringOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { judge, whereIs, type Rule } from "../rule";

/** Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export const oneBadMessageHoldsUpNone: Rule = {
  id: "OD-027",
  title: "Functions on queues report failures one by one and in time",
  severity: "deny",
  fix: 'function_response_types = ["ReportBatchItemFailures"], visibility timeout at least 6 times the function\'s',
  evaluate(context) {
    const mappings = views(context).flatMap((view) =>
      resourcesIn(view, "aws_lambda_event_source_mapping").flatMap((mapping) => {
        const queue = resourcesIn(view, "aws_sqs_queue").find((candidate) =>
          pointsTo(mapping, "event_source_arn", candidate),
        );
        const isOnQueue = queue || stringOf(valueOf(mapping, "event_source_arn")).includes(":sqs:");
        return isOnQueue ? [{ view, mapping, queue }] : [];
      }),
    );
    return judge(
      mappings,
      "the plans connect no function to a queue",
      ({ mapping }) => whereIs(mapping),
      ({ view, mapping, queue }) => [
        ...(arrayOf(valueOf(mapping, "function_response_types")).includes("ReportBatchItemFailures")
          ? []
          : ["one failure hands the whole batch back"]),
        ...(queue ? tooShort(view, mapping, queue) : []),
      ],
    );
  },
};

/** The default values are 30 seconds for SQS and 3 seconds for Lambda. */
function tooShort(view: RegionView, mapping: PlannedResource, queue: PlannedResource): string[] {
  const lambda = resourcesIn(view, "aws_lambda_function").find((candidate) =>
    pointsTo(mapping, "function_name", candidate, "function_name"),
  );
  if (!lambda) return [];
  const longest = Number(valueOf(lambda, "timeout") ?? 3);
  const visible = Number(valueOf(queue, "visibility_timeout_seconds") ?? 30);
  return visible >= 6 * longest
    ? []
    : [`messages come back after ${visible} s, the function may take ${longest} s: less than 6 times`];
}
