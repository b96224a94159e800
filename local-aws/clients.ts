import type { Partition } from "../aws/partitions";

/** What our SDK clients need to call the front door on behalf of an account. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

/** Client settings for acting as an account: the front door takes an account id as an access key of that account. */
export function clientSettings(endpoint: string, accountId: string, region: string): ClientSettings {
  return {
    endpoint,
    region,
    credentials: { accessKeyId: accountId, secretAccessKey: "local" },
    maxAttempts: 1,
  };
}

/** The region that requests to a partition's global services are signed for. */
export function globalRegion(partition: Partition): string {
  return partition === "aws-cn" ? "cn-northwest-1" : "us-east-1";
}
