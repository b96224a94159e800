import { PARTITIONS, type Partition } from "../aws/partitions";
import { regionsOnByDefault } from "../aws/regions";

/** The supported regions, in the order in which stacks and tables list them. */
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
/** A supported region. Code that names any other region does not compile. */
export type Region = (typeof REGIONS)[number];

/** Regions that AWS turns on by default but orgduty does not plan. A review lists them as uncovered. */
export const UNCOVERED_REGIONS: Readonly<Record<Partition, readonly string[]>> = uncovered();

function uncovered(): Record<Partition, string[]> {
  const of = (partition: Partition) => regionsOnByDefault(partition).filter((name) => !isRegion(name));
  return Object.fromEntries(PARTITIONS.map((partition) => [partition, of(partition)])) as Record<
    Partition,
    string[]
  >;
}

/** Whether text from outside, such as a flag, names a supported region. */
export function isRegion(value: string): value is Region {
  return (REGIONS as readonly string[]).includes(value);
}
