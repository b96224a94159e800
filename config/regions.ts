/** The AWS partitions orgduty works in. GovCloud is not supported. */
export const PARTITIONS = ["aws", "aws-cn"] as const;
/** One of them. An account, its organization and their ARNs are of one partition only. */
export type Partition = (typeof PARTITIONS)[number];

/** The 15 supported regions, in the order stacks and tables list them. */
export const REGIONS = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "cn-north-1",
  "eu-central-1",
  "eu-west-1",
  "eu-west-2",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
] as const;
/** One of the 15, so that code which names any other does not compile. */
export type Region = (typeof REGIONS)[number];

/**
 * Regions that AWS turns on by default and orgduty does not plan. A review names them as uncovered.
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
export const UNCOVERED_REGIONS: Readonly<Record<Partition, readonly string[]>> = {
  aws: ["ap-northeast-3", "eu-north-1", "eu-west-3"],
  "aws-cn": ["cn-northwest-1"],
};

/** Whether text from outside, such as a flag, names a supported region. */
export function isRegion(value: string): value is Region {
  return (REGIONS as readonly string[]).includes(value);
}

/** The partition a region lives in: an AWS Organization never spans two. */
export function partitionOf(region: Region): Partition {
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}
