import type { FeatureName, Switch } from "../detectors/features";

/** The protection plans that an organization policy sets in an account. Plans that it does not name can be changed. */
export type PolicyFeatures = Partial<Record<FeatureName, Switch>>;

/**
 * The error for a change to a plan that a policy manages. The words are ours: AWS documents only that such plans are
 * read-only.
 */
export function managedByPolicy(feature: FeatureName): string {
  return `The request is rejected because ${feature} is managed by an organization policy.`;
}

/**
 * The first of the `requested` plans that the policy manages.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty.html
 */
export function firstManaged(
  requested: readonly { name: FeatureName }[],
  policy: PolicyFeatures | undefined,
): FeatureName | undefined {
  return requested.find(({ name }) => policy?.[name] !== undefined)?.name;
}
