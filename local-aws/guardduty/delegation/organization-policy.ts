import type { FeatureName, Switch } from "../detectors/features";

/** The protection plans that an organization policy sets in an account; those it does not name stay free. */
export type PolicyFeatures = Partial<Record<FeatureName, Switch>>;

/** Why a change of a plan is refused where a policy manages it. Our words: AWS documents only that it is read-only. */
export function managedByPolicy(feature: FeatureName): string {
  return `The request is rejected because ${feature} is managed by an organization policy.`;
}

/**
 * The first of `requested` that the policy manages.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty.html
 */
export function firstManaged(
  requested: readonly { name: FeatureName }[],
  policy: PolicyFeatures | undefined,
): FeatureName | undefined {
  return requested.find(({ name }) => policy?.[name] !== undefined)?.name;
}
