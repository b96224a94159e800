import { partitionOf } from "./partitions";

/** What CloudTrail's event history is filtered by; it takes one filter at a time. */
export interface EventFilter {
  readonly key: "ResourceName" | "EventSource";
  readonly value: string;
}

/**
 * The page of CloudTrail's event history for one region, filtered. It shows the last 90 days of the account that the reader is signed in to.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-console.html
 */
export function eventHistoryLink(region: string, { key, value }: EventFilter): string {
  const domain = partitionOf(region) === "aws-cn" ? "console.amazonaws.cn" : "console.aws.amazon.com";
  const filter = `${key}=${encodeURIComponent(value)}`;
  return `https://${region}.${domain}/cloudtrailv2/home?region=${region}#/events?${filter}`;
}
