import { textOf, type Asked } from "../asked";
import { here, type ServiceTable } from "./table";

function groupOf(asked: Asked): string | undefined {
  const named = textOf(asked, "LogGroupName") ?? textOf(asked, "LogGroupIdentifier");
  return named?.replace(/^arn:.*:log-group:/, "").replace(/:\*$/, "");
}

/**
 * CloudWatch Logs. A group's ARN ends in `:*`, but for its tags.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 */
export const LOGS: ServiceTable = {
  on: {
    "log-group":
      "AssociateKmsKey CreateLogGroup DeleteLogGroup DescribeLogStreams DescribeSubscriptionFilters DisassociateKmsKey " +
      "FilterLogEvents PutRetentionPolicy DeleteRetentionPolicy",
    "log-stream": "CreateLogStream GetLogEvents PutLogEvents",
    tagged: "ListTagsForResource TagResource UntagResource",
    none: "DescribeLogGroups",
  },
  arns: {
    "log-group": (asked) => {
      const group = groupOf(asked);
      return group && here(asked, "logs", `log-group:${group}:*`);
    },
    "log-stream": (asked) => {
      const [group, stream] = [groupOf(asked), textOf(asked, "LogStreamName")];
      return group && stream && here(asked, "logs", `log-group:${group}:log-stream:${stream}`);
    },
    tagged: (asked) => textOf(asked, "ResourceArn"),
  },
};
