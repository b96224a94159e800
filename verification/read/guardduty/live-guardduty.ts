import { UNREAD, type Read } from "../../../aws-clients/attempts";
import type { Attributes } from "../../../intent/expected-stack";
import { text } from "../../kinds/kind";
import type { Expected } from "../../expect/region-expectation";
import type { FeatureValues } from "./feature-values";
import type { FoundCoverage, FoundDetector } from "./found-coverage";
import type { Live } from "../live";

/** Adds what was read from GuardDuty to the live resources, in Terraform's words. */
export function putGuardDuty(live: Live, expected: readonly Expected[], found: FoundCoverage): void {
  const { administratorAccountId: current, detector, organizationConfiguration: organization } = found;
  live.put("aws_guardduty_detector", "detector", detectorOf(detector));
  live.put("aws_guardduty_detector", "detector", detectorOf(found.managementDetector), "management");
  const administrator = read(current, (admin_account_id) => ({ admin_account_id }));
  live.put("aws_guardduty_organization_admin_account", "administrator", administrator, "management");
  if (!detector) return;
  const features = read(detector, (one) => one.features);
  putFeatures(live, expected, "aws_guardduty_detector_feature", "status", features);
  // Only the administrator may read the rest. If the account is not the administrator, that is a gap of its own.
  if (organization === undefined) return;
  const configuration = read(organization, ({ newAccounts }) => ({
    auto_enable_organization_members: newAccounts,
  }));
  live.put("aws_guardduty_organization_configuration", "configuration", configuration);
  const plans = read(organization, (one) => one.features);
  putFeatures(live, expected, "aws_guardduty_organization_configuration_feature", "auto_enable", plans);
  putMembers(live, expected, found);
}

function read<Found, Value>(
  found: Read<Found> | undefined,
  change: (found: Found) => Value,
): Read<Value> | undefined {
  if (found === undefined || found === UNREAD) return found as undefined;
  return change(found);
}

function detectorOf(detector: Read<FoundDetector> | undefined): Read<Attributes | undefined> {
  return read(detector, ({ enabled, findingPublishingFrequency, tags }) => {
    return { enable: enabled, finding_publishing_frequency: findingPublishingFrequency, tags };
  });
}

/** A feature with the agent settings that the stack declares. GuardDuty lists the agent settings within the feature. */
function putFeatures(
  live: Live,
  expected: readonly Expected[],
  type: string,
  value: "status" | "auto_enable",
  features: Read<FeatureValues> | undefined,
): void {
  for (const { attributes } of expected.filter((one) => one.type === type)) {
    const name = text(attributes, "name");
    const agents = (attributes.additional_configuration ?? []) as readonly { readonly name: string }[];
    const feature = read(features, (all): Attributes => {
      const values = all as Readonly<Record<string, string | undefined>>;
      return {
        name,
        [value]: values[name],
        additional_configuration: agents.map((agent) => ({ name: agent.name, [value]: values[agent.name] })),
      };
    });
    live.put(type, name, feature);
  }
}

function putMembers(live: Live, expected: readonly Expected[], { members }: FoundCoverage): void {
  const known = new Set(members === UNREAD ? [] : members.map(({ accountId }) => accountId));
  for (const { attributes } of expected.filter(({ type }) => type === "aws_guardduty_member")) {
    const id = text(attributes, "account_id");
    const found = known.has(id) ? { account_id: id } : undefined;
    live.put("aws_guardduty_member", id, members === UNREAD ? UNREAD : found);
  }
}
