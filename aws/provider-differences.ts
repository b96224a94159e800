/** A difference between versions of Terraform's AWS provider, and what it means to orgduty. */
export interface ProviderDifference {
  readonly what: string;
  /** The first version that is known to have it. Undefined: no version is known to. */
  readonly since: string | undefined;
  readonly orgduty: string;
  readonly source: string;
}

const FEATURE_NAMES = "https://github.com/hashicorp/terraform-provider-aws/issues/49024";
const SCHEMA = (resource: string) =>
  `https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs/resources/${resource}`;

/**
 * What differs between 5.100 and the newest version that was read. Whatever decides by the version of the provider asks this
 * table; a plan's manifest and the lock file beside a config say which version it is.
 */
export const PROVIDER_DIFFERENCES = {
  regionArgument: {
    what: "every resource that has a region has an argument `region`",
    since: "6.0.0",
    orgduty:
      "leaves it unset, so that the provider configuration decides; what the first refresh after an upgrade writes into the state is no drift",
    source: "https://github.com/hashicorp/terraform-provider-aws/pull/43516",
  },
  agentSettingsAreASet: {
    what: "`additional_configuration` of `aws_guardduty_detector_feature` is a set; before, and on the organization's and the member's resource, an ordered list",
    since: "6.25.0",
    orgduty:
      "writes it in AWS's order, which is right for both; the first plan after an upgrade may show another order",
    source: SCHEMA("guardduty_detector_feature"),
  },
  AI_PROTECTION: {
    what: "the feature `AI_PROTECTION`",
    since: "6.56.0",
    orgduty: "does not declare it: the review says so",
    source: FEATURE_NAMES,
  },
  AI_ANALYST: {
    what: "the feature `AI_ANALYST`, of a detector alone",
    since: "6.56.0",
    orgduty: "does not declare it: the review says so",
    source: FEATURE_NAMES,
  },
  RDS_DATA_RISK: {
    what: "the feature `RDS_DATA_RISK`",
    since: undefined,
    orgduty: "cannot declare it: the review says that the provider does not know it",
    source:
      "https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfigurationResult.html",
  },
} as const satisfies Readonly<Record<string, ProviderDifference>>;

/** Whether a version of the provider is known to have a difference. A version that cannot be read has none. */
export function providerHas(difference: keyof typeof PROVIDER_DIFFERENCES, version: string): boolean {
  const { since } = PROVIDER_DIFFERENCES[difference];
  return since !== undefined && isAtLeast(version, since);
}

function isAtLeast(version: string, least: string): boolean {
  const [ours, theirs] = [version, least].map((text) => text.split(".").map(Number));
  const at = theirs!.findIndex((number, index) => ours![index] !== number);
  return at < 0 || (ours![at] ?? NaN) > theirs![at]!;
}
