import type { Partition } from "./partitions";

/** The parts of an ARN. AWS leaves account and region empty for some services. */
export interface ArnParts {
  readonly partition: Partition;
  readonly service: string;
  /** Absent for global services and S3. */
  readonly region?: string;
  /** Absent for S3. */
  readonly account?: string;
  readonly resource: string;
}

/** Makes an ARN in the right partition: China's ARNs begin with `arn:aws-cn:`. */
export function arn({ partition, service, region = "", account = "", resource }: ArnParts): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** A role's ARN. IAM is global, so its ARN has no region. A path begins and ends with a slash. */
export function roleArn(partition: Partition, account: string, roleName: string, path: string = "/"): string {
  return arn({ partition, service: "iam", account, resource: `role${path}${roleName}` });
}

/** Splits an ARN. The resource keeps its own colons and slashes. */
export interface ParsedArn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

/** Splits an ARN into its parts. A text that is not an ARN gives empty parts. */
export function parseArn(text: string): ParsedArn {
  const [, partition = "", service = "", region = "", accountId = "", ...resource] = text.split(":");
  return { partition, service, region, accountId, resource: resource.join(":") };
}

/**
 * The same resource's ARN in another region: a multi-Region key has one id everywhere, and CloudWatch reaches only
 * topics in its own region, so each region must have a topic of the same name. In a policy, `*` stands for any region.
 */
export function inRegion(arnInSomeRegion: string, region: string): string {
  return arnInSomeRegion.replace(/^(arn:[^:]+:[^:]+:)[^:]+/, `$1${region}`);
}
