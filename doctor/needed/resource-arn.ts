import { arn, roleArn } from "../../aws/arn";
import { partitionOf } from "../../aws/partitions";
import type { ExpectedResource } from "../../intent/expected-stack";
import { text } from "../../verification/kinds/kind";

/** Six characters that AWS puts after a secret's name: policies name them by `??????`. */
const SECRET_SUFFIX = "AbCdEf";
/** Stands for an id that AWS gives: policies can only name it by `*`. */
const ANY_DETECTOR = "detector/0123456789abcdef0123456789abcdef";

/** GuardDuty's actions that have no resource. */
const WITHOUT_RESOURCE =
  /^(guardduty:(CreateDetector|ListDetectors|EnableOrganizationAdminAccount|ListOrganizationAdminAccounts)|organizations:.*|ec2:Describe.*|cloudwatch:DescribeAlarms)$/;

/**
 * What an action on a resource is asked about: the resource's ARN as AWS checks it, or `*`.
 * @param pathOf the path of a role by its name, for the policies of roles
 */
export function resourceArn(
  action: string,
  { type, attributes, provider }: ExpectedResource,
  pathOf: (roleName: string) => string,
): string {
  if (WITHOUT_RESOURCE.test(action)) return "*";
  const { region, accountId: account } = provider;
  const partition = partitionOf(region);
  const here = (service: string, resource: string) => arn({ partition, service, region, account, resource });
  const name = text(attributes, "name");
  if (action === "iam:CreateServiceLinkedRole") {
    const role = "role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty";
    return arn({ partition, service: "iam", account, resource: role });
  }
  switch (type) {
    case "aws_sqs_queue":
      return here("sqs", name);
    case "aws_sqs_queue_policy":
      return here("sqs", text(attributes, "queue_url").split("/").at(-1)!);
    case "aws_lambda_function":
      return here("lambda", `function:${text(attributes, "function_name")}`);
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
      return here("logs", `log-group:${name}${/Tag/.test(action) ? "" : ":*"}`);
    case "aws_iam_role":
      return roleArn(partition, account, name, pathOf(name));
    case "aws_iam_role_policy":
      return roleArn(partition, account, text(attributes, "role"), pathOf(text(attributes, "role")));
    case "aws_scheduler_schedule":
      return here("scheduler", `schedule/${text(attributes, "group_name")}/${name}`);
    case "aws_secretsmanager_secret":
      return here("secretsmanager", `secret:${name}-${SECRET_SUFFIX}`);
    default:
      return type.startsWith("aws_guardduty_") ? here("guardduty", ANY_DETECTOR) : "*";
  }
}

function onBus(attributes: ExpectedResource["attributes"]): string {
  const bus = text(attributes, "event_bus_name");
  return bus === "" || bus === "default" ? "" : `${bus}/`;
}
