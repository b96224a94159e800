import { listOf, textOf } from "../asked";
import { here, type ServiceTable } from "./table";

/**
 * CloudWatch. Alarms that are listed without a name are checked as all of them.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
 */
export const CLOUDWATCH: ServiceTable = {
  on: {
    alarm: "DeleteAlarms DescribeAlarms DisableAlarmActions EnableAlarmActions PutMetricAlarm SetAlarmState",
    tagged: "ListTagsForResource TagResource UntagResource",
    none: "GetMetricStatistics",
  },
  arns: {
    alarm: (asked) => {
      const names = listOf(asked, "AlarmNames");
      const name = textOf(asked, "AlarmName") ?? (names.length === 1 ? String(names[0]) : "*");
      return here(asked, "cloudwatch", `alarm:${name}`);
    },
    tagged: (asked) => textOf(asked, "ResourceARN"),
  },
};
