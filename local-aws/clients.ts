import type { Partition } from "../aws/partitions";

/** What every SDK client of ours needs to speak to the front door in the name of an account. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

/** Settings for acting as an account: the front door takes an account id for an access key of that account. */
export function clientSettings(endpoint: string, accountId: string, region: string): ClientSettings {
  return {
    endpoint,
    region,
    credentials: { accessKeyId: accountId, secretAccessKey: "local" },
    maxAttempts: 1,
  };
}

/** Where a partition keeps its global services: the region their requests are signed for. */
export function globalRegion(partition: Partition): string {
  return partition === "aws-cn" ? "cn-northwest-1" : "us-east-1";
}
