import type { ServiceTable } from "./table";

/** EC2, as far as functions in a VPC need it. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const EC2: ServiceTable = {
  on: {
    none: "DescribeAvailabilityZones DescribeNetworkInterfaces DescribeRegions DescribeSecurityGroups DescribeSubnets DescribeVpcs",
  },
  arns: {},
};
