import { partitionOf, type Partition } from "./partitions";

/** A region as AWS documents it. */
export interface AwsRegion {
  readonly name: string;
  /** What the console calls it, e.g. "Europe (Ireland)". */
  readonly consoleName: string;
  /** Off in an account until somebody turns the region on there. */
  readonly isOptIn: boolean;
}

const region = (name: string, consoleName: string, isOptIn = false): AwsRegion => ({
  name,
  consoleName,
  isOptIn,
});

/**
 * Every region of the partitions that orgduty works in. The config chooses which of them to plan.
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
export const AWS_REGIONS: readonly AwsRegion[] = [
  region("af-south-1", "Africa (Cape Town)", true),
  region("ap-east-1", "Asia Pacific (Hong Kong)", true),
  region("ap-east-2", "Asia Pacific (Taipei)", true),
  region("ap-northeast-1", "Asia Pacific (Tokyo)"),
  region("ap-northeast-2", "Asia Pacific (Seoul)"),
  region("ap-northeast-3", "Asia Pacific (Osaka)"),
  region("ap-south-1", "Asia Pacific (Mumbai)"),
  region("ap-south-2", "Asia Pacific (Hyderabad)", true),
  region("ap-southeast-1", "Asia Pacific (Singapore)"),
  region("ap-southeast-2", "Asia Pacific (Sydney)"),
  region("ap-southeast-3", "Asia Pacific (Jakarta)", true),
  region("ap-southeast-4", "Asia Pacific (Melbourne)", true),
  region("ap-southeast-5", "Asia Pacific (Malaysia)", true),
  region("ap-southeast-6", "Asia Pacific (New Zealand)", true),
  region("ap-southeast-7", "Asia Pacific (Thailand)", true),
  region("ca-central-1", "Canada (Central)"),
  region("ca-west-1", "Canada West (Calgary)", true),
  region("cn-north-1", "China (Beijing)"),
  region("cn-northwest-1", "China (Ningxia)"),
  region("eu-central-1", "Europe (Frankfurt)"),
  region("eu-central-2", "Europe (Zurich)", true),
  region("eu-north-1", "Europe (Stockholm)"),
  region("eu-south-1", "Europe (Milan)", true),
  region("eu-south-2", "Europe (Spain)", true),
  region("eu-west-1", "Europe (Ireland)"),
  region("eu-west-2", "Europe (London)"),
  region("eu-west-3", "Europe (Paris)"),
  region("il-central-1", "Israel (Tel Aviv)", true),
  region("me-central-1", "Middle East (UAE)", true),
  region("me-south-1", "Middle East (Bahrain)", true),
  region("me-west-1", "Middle East (Saudi Arabia)", true),
  region("mx-central-1", "Mexico (Central)", true),
  region("sa-east-1", "South America (Sao Paulo)"),
  region("sa-west-1", "South America (Chile)", true),
  region("us-east-1", "US East (N. Virginia)"),
  region("us-east-2", "US East (Ohio)"),
  region("us-west-1", "US West (N. California)"),
  region("us-west-2", "US West (Oregon)"),
];

/**
 * Regions of partitions that orgduty does not work in. People ask for them by name.
 * Source: the SDK's own table of partitions, with which a test compares this one and the one above
 */
export const FOREIGN_REGIONS: readonly Omit<AwsRegion, "isOptIn">[] = [
  { name: "eusc-de-east-1", consoleName: "AWS European Sovereign Cloud (Germany)" },
  { name: "us-gov-east-1", consoleName: "AWS GovCloud (US-East)" },
  { name: "us-gov-west-1", consoleName: "AWS GovCloud (US-West)" },
];

/** The regions of a partition that are on in every account from the start. */
export function regionsOnByDefault(partition: Partition): string[] {
  return AWS_REGIONS.filter(({ name, isOptIn }) => !isOptIn && partitionOf(name) === partition).map(
    ({ name }) => name,
  );
}
