/**
 * Actions that take no resource, so that allowing them requires `Resource: "*"`. No other action may have it.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html (actions whose row
 * names no resource type)
 */
export const ACTIONS_WITHOUT_RESOURCES = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"] as const;
