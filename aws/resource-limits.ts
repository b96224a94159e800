import type { Json, JsonObject } from "./json";
import { isJsonObject, listOf } from "./json";
import { LIMITS, overLimit, type Limit } from "./limits";

/** Counts an attribute of a planned or synthesized resource. */
type Count = (resource: JsonObject) => number;

const text =
  (name: string): Count =>
  (resource) => {
    const value = resource[name];
    return typeof value === "string" ? [...value].length : 0;
  };

const inVpc =
  (name: string): Count =>
  (resource) =>
    listOf(resource["vpc_config"]).reduce<number>(
      (most, config) => Math.max(most, isJsonObject(config) ? listOf(config[name]).length : 0),
      0,
    );

/** Of a plan, those that the provider puts on everything, too. */
const tagsOf = (resource: JsonObject) => resource["tags_all"] ?? resource["tags"];

const tags: Count = (resource) => {
  const value = tagsOf(resource);
  return isJsonObject(value) ? Object.keys(value).length : 0;
};

/** As Lambda counts: names and values as JSON. What Terraform fills in later counts as it stands. */
const environment: Count = (resource) =>
  listOf(resource["environment"]).reduce<number>((sum, block) => {
    const variables = isJsonObject(block) ? block["variables"] : undefined;
    return sum + (isJsonObject(variables) ? Buffer.byteLength(JSON.stringify(variables)) : 0);
  }, 0);

const BY_TYPE: Readonly<Record<string, readonly (readonly [Limit, Count])[]>> = {
  aws_iam_role: [
    [LIMITS.roleNameCharacters, text("name")],
    [LIMITS.rolePathCharacters, text("path")],
    [LIMITS.trustPolicyCharacters, text("assume_role_policy")],
  ],
  aws_iam_role_policy: [[LIMITS.rolePolicyCharacters, text("policy")]],
  aws_lambda_function: [
    [LIMITS.functionNameCharacters, text("function_name")],
    [LIMITS.environmentBytes, environment],
    [LIMITS.functionSubnets, inVpc("subnet_ids")],
    [LIMITS.functionSecurityGroups, inVpc("security_group_ids")],
  ],
  aws_cloudwatch_event_rule: [
    [LIMITS.ruleNameCharacters, text("name")],
    [LIMITS.patternCharacters, text("event_pattern")],
  ],
  aws_cloudwatch_event_bus_policy: [[LIMITS.busPolicyCharacters, text("policy")]],
  aws_cloudwatch_log_group: [[LIMITS.logGroupNameCharacters, text("name")]],
  aws_cloudwatch_metric_alarm: [[LIMITS.alarmNameCharacters, text("alarm_name")]],
  aws_secretsmanager_secret: [[LIMITS.secretNameCharacters, text("name")]],
  aws_sqs_queue: [[LIMITS.queueNameCharacters, text("name")]],
  aws_sqs_queue_policy: [[LIMITS.queuePolicyBytes, text("policy")]],
};

/**
 * What of a resource is over a limit of AWS, in words with the source. `resource` has Terraform's attributes, as a
 * synthesized stack or a plan holds them.
 */
export function limitBreaches(type: string, resource: JsonObject): string[] {
  const counted = [[LIMITS.tags, tags] as const, ...(BY_TYPE[type] ?? [])];
  const breaches = counted.flatMap(([limit, count]) => {
    const breach = overLimit(limit, count(resource));
    return breach === undefined ? [] : [`${breach} (${limit.source})`];
  });
  return [...breaches, ...tagsOfOneName(type, tagsOf(resource))];
}

/** IAM compares the names of tags without their case. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
function tagsOfOneName(type: string, value: Json | undefined): string[] {
  if (!type.startsWith("aws_iam_") || !isJsonObject(value)) return [];
  const names = Object.keys(value).map((name) => name.toLowerCase());
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map((name) => `two tags are called ${name} to IAM, which ignores their case`);
}
