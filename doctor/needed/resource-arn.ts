import { arn, roleArn } from "../../aws/arn";
import { partitionOf } from "../../aws/partitions";
import { WITHOUT_RESOURCE } from "../../aws/policy/without-resource";
import type { ExpectedResource } from "../../intent/expected-stack";
import { text } from "../../verification/kinds/kind";

/** Stands for what only AWS knows: a question has to have a value, and a policy a wildcard. */
const STAND_INS = {
  detector: ["detector/0123456789abcdef0123456789abcdef", "detector/*"],
  mapping: ["event-source-mapping:01234567-89ab-cdef-0123-456789abcdef", "event-source-mapping:*"],
  organization: ["/o-a1b2c3d4e5/", "/o-*/"],
  unit: ["ou-a1b2-c3d4e5f6", "ou-*"],
  /** AWS puts a hyphen and six characters after a secret's name. */
  secret: ["-AbCdEf", "-??????"],
} as const;

/** The ARN as a policy writes it: with a wildcard instead of what only AWS knows. */
export function inPolicy(asked: string): string {
  return Object.values(STAND_INS).reduce((arn, [value, wildcard]) => arn.replace(value, wildcard), asked);
}

/**
 * What an action on a resource is asked about: the resource's ARN as AWS checks it, or `*`.
 * @param pathOf the path of a role by its name, for the policies of roles
 */
export function resourceArn(
  action: string,
  { type, attributes, provider }: ExpectedResource,
  pathOf: (roleName: string) => string,
): string {
  if (WITHOUT_RESOURCE.has(action)) return "*";
  const { region, accountId: account } = provider;
  const partition = partitionOf(region);
  const here = (service: string, resource: string) => arn({ partition, service, region, account, resource });
  const name = text(attributes, "name");
  if (action === "iam:CreateServiceLinkedRole") {
    const role = "role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty";
    return arn({ partition, service: "iam", account, resource: role });
  }
  if (action.startsWith("organizations:")) {
    const isUnit = action === "organizations:DescribeOrganizationalUnit";
    const own = isUnit ? STAND_INS.unit[0] : text(attributes, "admin_account_id");
    const resource = `${isUnit ? "ou" : "account"}${STAND_INS.organization[0]}${own}`;
    return arn({ partition, service: "organizations", account, resource });
  }
  switch (type) {
    case "aws_sqs_queue":
      return here("sqs", name);
    case "aws_sqs_queue_policy":
      return here("sqs", text(attributes, "queue_url").split("/").at(-1)!);
    case "aws_lambda_function":
      return here("lambda", `function:${text(attributes, "function_name")}`);
    case "aws_lambda_event_source_mapping":
      return here("lambda", STAND_INS.mapping[0]);
    case "aws_cloudwatch_event_rule":
      return here("events", `rule/${onBus(attributes)}${name}`);
    case "aws_cloudwatch_event_target":
      return here("events", `rule/${onBus(attributes)}${text(attributes, "rule")}`);
    case "aws_cloudwatch_event_bus":
      return here("events", `event-bus/${name}`);
    case "aws_cloudwatch_event_bus_policy":
      return here("events", `event-bus/${text(attributes, "event_bus_name")}`);
    case "aws_cloudwatch_metric_alarm":
      return here("cloudwatch", `alarm:${text(attributes, "alarm_name")}`);
    case "aws_cloudwatch_log_group":
      return here("logs", `log-group:${name}${/tag/i.test(action) ? "" : ":*"}`);
    case "aws_iam_role":
      return roleArn(partition, account, name, pathOf(name));
    case "aws_iam_role_policy":
      return roleArn(partition, account, text(attributes, "role"), pathOf(text(attributes, "role")));
    case "aws_scheduler_schedule":
      return here("scheduler", `schedule/${text(attributes, "group_name")}/${name}`);
    case "aws_secretsmanager_secret":
      return here("secretsmanager", `secret:${name}${STAND_INS.secret[0]}`);
    default:
      return type.startsWith("aws_guardduty_") ? here("guardduty", STAND_INS.detector[0]) : "*";
  }
}

function onBus(attributes: ExpectedResource["attributes"]): string {
  const bus = text(attributes, "event_bus_name");
  return bus === "" || bus === "default" ? "" : `${bus}/`;
}
