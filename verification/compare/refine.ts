import type { Attributes } from "../../intent/expected-stack";
import type { Expected } from "../expect/region-expectation";
import type { LocalGap } from "./local-gap";
import { policyAllows } from "./policy-allows";

/** What a difference's reason depends on beside the attribute. */
export interface RefineContext {
  /** Invocations at a time that the mapping starts: a reserve below that throttles the function. */
  readonly maximumConcurrency?: number;
}

/**
 * A gap under the reason that explains it best. Only a rule that is shut out, or a reserve that is too small, has an older
 * reason; any other change of the same attribute differs, and no more.
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
      // Without a topic an alarm tells nobody anyway.
      return [attributes.alarm_actions ? gap : { ...gap, reason: "ATTRIBUTE_DIFFERS" }];
    default:
      return [gap];
  }
}

interface Statement {
  readonly Effect: string;
  readonly Principal: { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Condition?: { readonly ArnEquals?: Readonly<Record<string, readonly string[]>> };
}

/** Who is let in by the statements that the stack declares, and not by the policy that is there. */
export function shutOutOf(wanted: unknown, found: unknown): string[] {
  const { Statement } = JSON.parse(String(wanted)) as { Statement: readonly Statement[] };
  const policy = typeof found === "string" ? found : undefined;
  return Statement.filter(({ Effect }) => Effect === "Allow").flatMap(
    ({ Principal: principal, Action: action, Condition }) => {
      const sources = Condition?.ArnEquals?.["aws:SourceArn"];
      if (!sources) return policyAllows(policy, { action, principal }) ? [] : [JSON.stringify(principal)];
      return [sources].flat().filter((sourceArn) => !policyAllows(policy, { action, principal, sourceArn }));
    },
  );
}
