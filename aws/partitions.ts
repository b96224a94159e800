/** The AWS partitions orgduty works in. GovCloud is not supported. */
export const PARTITIONS = ["aws", "aws-cn"] as const;
/** One of them. An account, its organization and their ARNs are all in the same partition. */
export type Partition = (typeof PARTITIONS)[number];

/** The partition of a region. An AWS Organization never spans two. */
export function partitionOf(region: string): Partition {
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}
