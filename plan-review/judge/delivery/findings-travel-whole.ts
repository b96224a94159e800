import { resourcesIn, views } from "../region-view";
import { isSet, valueOf } from "../../read/attributes";
import { findingRules } from "./path/finding-rules";
import { targetsOf } from "./path/finding-targets";
import type { PlannedResource } from "../../read/plan-model";
import { relayOf } from "./path/relay";
import { judge, whereIs, type Rule } from "../rule";

/** Arguments that replace the event with another text. */
const REWRITES = ["input", "input_path", "input_transformer"];

/** An event that is rewritten, filtered out or never handed over still counts as delivered at every step. */
export const findingsTravelWhole: Rule = {
  id: "OD-051",
  title: "Nothing rewrites, filters or stops findings on their way",
  severity: "deny",
  fix: "take input, input_path, input_transformer and filter_criteria away; let the function run",
  evaluate: (context) =>
    judge(
      views(context).flatMap((view) => [
        ...findingRules(view).flatMap((rule) => targetsOf(view, rule)),
        ...resourcesIn(view, "aws_lambda_event_source_mapping"),
        ...resourcesIn(view, "aws_lambda_function").filter((lambda) => relayOf(lambda) !== undefined),
      ]),
      "the plans forward no findings",
      whereIs,
      problems,
    ),
};

function problems(resource: PlannedResource): string[] {
  const { type } = resource;
  if (type === "aws_cloudwatch_event_target")
    return REWRITES.filter((attribute) => isSet(resource, attribute)).map(
      (attribute) => `${attribute} replaces the finding`,
    );
  if (type === "aws_lambda_event_source_mapping")
    return isSet(resource, "filter_criteria") ? ["filter_criteria drops what does not match"] : [];
  return valueOf(resource, "reserved_concurrent_executions") === 0 ? ["may never run: concurrency 0"] : [];
}
