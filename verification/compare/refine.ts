import type { Attributes } from "../../intent/expected-stack";
import type { Expected } from "../expect/region-expectation";
import type { LocalGap } from "./local-gap";
import { shutOutOf } from "./asked-policies";

/** What the reason for a difference depends on, besides the attribute. */
export interface RefineContext {
  /**
   * How many invocations the mapping starts at the same time. Reserved concurrency below that throttles the function.
   */
  readonly maximumConcurrency?: number;
}

/**
 * Gives a gap the reason that explains it best. Only a rule that is not allowed to send, or reserved concurrency that
 * is too small, has an older reason; any other change of the same attribute only counts as a difference.
 */
export function refined(
  gap: LocalGap,
  { type, attributes }: Expected,
  found: Attributes | undefined,
  { maximumConcurrency = 0 }: RefineContext,
): LocalGap[] {
  switch (`${type}.${gap.attribute ?? ""}`) {
    case "aws_sqs_queue_policy.policy": {
      const shutOut = shutOutOf(attributes.policy, found?.policy);
      return [shutOut.length === 0 ? gap : { ...gap, reason: "QUEUE_POLICY_MISSING" }];
    }
    case "aws_cloudwatch_event_bus_policy.policy":
      return [
        shutOutOf(attributes.policy, found?.policy).length === 0 ? gap : { ...gap, reason: "BUS_MISSING" },
      ];
    case "aws_lambda_function.reserved_concurrent_executions": {
      const least = (attributes.reserved_concurrent_executions as number | undefined) ?? maximumConcurrency;
      const reserved = Number(found?.reserved_concurrent_executions);
      return [reserved < least ? { ...gap, wanted: String(least), reason: "FUNCTION_THROTTLED" } : gap];
    }
    case "aws_lambda_event_source_mapping.enabled":
      return [gap.found === "Creating" || gap.found === "Updating" ? { ...gap, reason: "PENDING" } : gap];
    case "aws_cloudwatch_metric_alarm.actions_enabled":
    case "aws_cloudwatch_metric_alarm.alarm_actions":
      // An alarm without a topic notifies no one in any case.
      return [attributes.alarm_actions ? gap : { ...gap, reason: "ATTRIBUTE_DIFFERS" }];
    default:
      return [gap];
  }
}
