import { textOf, type Asked } from "../asked";
import { tagsOf } from "../tags";
import { rowsOf, type Facts } from "../tables/table";
import { TABLES } from "../tables/tables";
import type { Demand } from "../demand";
import type { Beside } from "./beside";

/** Requests that may make something with tags, and the action that AWS then checks as well, on what is made. */
const TAGGED: Readonly<Record<string, string>> = {
  "cloudwatch:PutMetricAlarm": "cloudwatch:TagResource",
  "events:CreateEventBus": "events:TagResource",
  "events:PutRule": "events:TagResource",
  "guardduty:CreateDetector": "guardduty:TagResource",
  "guardduty:CreateFilter": "guardduty:TagResource",
  "iam:CreateRole": "iam:TagRole",
  "lambda:CreateEventSourceMapping": "lambda:TagResource",
  "lambda:CreateFunction": "lambda:TagResource",
  "logs:CreateLogGroup": "logs:TagResource",
  "secretsmanager:CreateSecret": "secretsmanager:TagResource",
  "sqs:CreateQueue": "sqs:TagQueue",
};

/**
 * To make something with tags is to tag it.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html#access_tags_control-resources
 */
export const tagging: Beside = async (asked, facts) => {
  const action = TAGGED[`${asked.service}:${asked.operation}`];
  if (action === undefined || Object.keys(tagsOf(asked) ?? {}).length === 0) return [];
  const demand: Demand = { action, resource: await madeBy(asked, facts), context: {} };
  return [demand];
};

/** What a request makes. */
async function madeBy(asked: Asked, facts: Facts): Promise<string | undefined> {
  const { service, operation, place } = asked;
  const table = TABLES[service]!;
  const at = `arn:${place.partition}:${service}:${place.region}:${place.accountId}`;
  if (operation === "CreateDetector") return table.arns.detector!(asked, facts);
  // A new mapping's id is not known yet.
  if (operation === "CreateEventSourceMapping") return `${at}:event-source-mapping:${"0".repeat(8)}`;
  // Of a group's ARNs, its tags have the one without an ending.
  if (service === "logs") return `${at}:log-group:${textOf(asked, "LogGroupName")}`;
  const { type } = rowsOf(service, table).find((row) => row.operation === operation)!;
  return table.arns[type!]!(asked, facts);
}
