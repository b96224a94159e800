import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";

/**
 * Where a construct's resources live. It is spread into each of them. The per-region layout sets an aliased provider
 * and no region (AWS provider 5.100 and up); a consolidated layout would set the region and one provider for each
 * account (6 and up).
 */
export interface Placement {
  readonly provider: AwsProvider;
  /** Sets a resource's own region. @default the provider's region */
  readonly region?: string;
}
