/** The AWS partitions the local AWS knows. */
export type Partition = "aws" | "aws-cn";

/** The partition a region lives in. */
export function partitionOfRegion(region: string): Partition {
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}
