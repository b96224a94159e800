import { resourcesIn } from "../region-view";
import { valueOf } from "../../read/attributes";
import { arrayOf, objectOf, stringOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { judgeResources, type Rule } from "../rule";

/** Lambda creates a missing log group itself, and keeps its logs forever. */
export const logsHaveRetention: Rule = {
  id: "OD-023",
  title: "Every function has a log group, and every log group a retention",
  severity: "deny",
  fix: "declare /aws/lambda/<function> with retention_in_days (forwarding.logRetentionDays)",
  evaluate: (context) =>
    judgeResources(context, ["aws_cloudwatch_log_group", "aws_lambda_function"], (resource) => {
      if (resource.type === "aws_cloudwatch_log_group")
        return Number(valueOf(resource, "retention_in_days") ?? 0) > 0
          ? undefined
          : "keeps its logs for ever";
      const expected =
        loggingGroup(resource) || `/aws/lambda/${stringOf(valueOf(resource, "function_name"))}`;
      const plan = context.plans.stacks.find(({ stack }) => stack === resource.stack)!;
      const groups = resourcesIn(plan, "aws_cloudwatch_log_group").map((group) => valueOf(group, "name"));
      return groups.includes(expected) ? undefined : `its log group ${expected} is not declared`;
    }),
};

function loggingGroup({ after }: PlannedResource): string {
  return stringOf(objectOf(arrayOf(after?.logging_config)[0]).log_group);
}
