import type { EventFilter } from "../../../aws/console-links";
import { partitionOf } from "../../../aws/partitions";

/** CloudTrail's name of the service behind a resource type, by the type's beginning. Source: the services' own pages on CloudTrail. */
const SOURCES: readonly (readonly [string, string])[] = [
  ["aws_cloudwatch_event_", "events"],
  ["aws_cloudwatch_log_", "logs"],
  ["aws_cloudwatch_", "monitoring"],
  ["aws_guardduty_", "guardduty"],
  ["aws_iam_", "iam"],
  ["aws_kms_", "kms"],
  ["aws_lambda_", "lambda"],
  ["aws_s3_", "s3"],
  ["aws_scheduler_", "scheduler"],
  ["aws_secretsmanager_", "secretsmanager"],
  ["aws_sns_", "sns"],
  ["aws_sqs_", "sqs"],
];

/** Services that CloudTrail lists by the name of the resource. Of the others, only the service is sure to be found. */
const BY_NAME = ["iam", "s3", "lambda", "secretsmanager"];

/**
 * The region and filter with which CloudTrail's event history shows what was done to a resource. IAM is global: its events are in
 * one region of the partition.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
export function trailOf(
  type: string,
  name: string,
  region: string,
): { readonly region: string; readonly filter: EventFilter } {
  const service = SOURCES.find(([beginning]) => type.startsWith(beginning))?.[1];
  const global = partitionOf(region) === "aws-cn" ? "cn-north-1" : "us-east-1";
  const isByName = service === undefined || BY_NAME.includes(service);
  return {
    region: service === "iam" ? global : region,
    filter: isByName
      ? { key: "ResourceName", value: name }
      : { key: "EventSource", value: `${service}.amazonaws.com` },
  };
}
