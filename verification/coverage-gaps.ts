import type { OrganizationConfig, OrgdutyConfig } from "../config/config";
import type { Region } from "../config/regions";
import type { AccountRow } from "./account-matrix";
import type { FoundCoverage } from "./found-coverage";
import { EXPORT, FOUNDATION, type CoveragePlan, type Gap } from "./gap";
import type { Reason } from "./reasons";
import type { WantedPlan } from "./wanted-coverage";

/** Every cell of a matrix that is not as the config wants it. */
export function matrixGaps(rows: readonly AccountRow[], region: Region): Gap[] {
  return rows.flatMap(({ account, cells }) =>
    cells.flatMap(({ plan, wanted, found, reason, isGap }) =>
      isGap && reason ? [{ account, region, plan, wanted, found, reason }] : [],
    ),
  );
}

export interface OrganizationGapsProps {
  readonly region: Region;
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  readonly plans: readonly WantedPlan[];
  readonly found: FoundCoverage;
}

/** What the region has once: delegation, the organization's configuration, frequency and export. */
export function organizationGaps(props: OrganizationGapsProps): Gap[] {
  return [
    ...delegationGaps(props),
    ...frequencyGaps(props),
    ...configurationGaps(props),
    ...exportGaps(props),
  ];
}

function delegationGaps({ region, organization, found }: OrganizationGapsProps): Gap[] {
  const { administratorAccountId: wanted } = organization;
  const current = found.administratorAccountId;
  if (current === wanted) return [];
  const reason: Reason = current === undefined ? "NOT_DELEGATED" : "WRONG_ADMINISTRATOR";
  return [{ account: wanted, region, plan: FOUNDATION, wanted, found: current ?? "none", reason }];
}

function frequencyGaps({ region, config, organization, found }: OrganizationGapsProps): Gap[] {
  const wanted = config.detection.findingPublishingFrequency;
  const current = found.detector?.findingPublishingFrequency ?? wanted;
  if (current === wanted) return [];
  const account = organization.administratorAccountId;
  return [{ account, region, plan: FOUNDATION, wanted, found: current, reason: "FREQUENCY_DIFFERS" }];
}

/** Nothing where the configuration could not be asked for: the delegation's gap tells why. */
function configurationGaps({ region, organization, plans, found }: OrganizationGapsProps): Gap[] {
  const configuration = found.organizationConfiguration;
  if (!configuration) return [];
  const modeOf = (plan: CoveragePlan) =>
    plan === FOUNDATION ? configuration.newAccounts : (configuration.features[plan] ?? "NONE");
  return plans
    .filter(({ plan, mode, isOffered }) => isOffered && modeOf(plan) !== mode)
    .map(({ plan, mode }) => ({
      account: organization.administratorAccountId,
      region,
      plan,
      wanted: mode,
      found: modeOf(plan),
      reason: "ORGANIZATION_CONFIGURATION_DIFFERS",
    }));
}

function exportGaps({ region, organization, found }: OrganizationGapsProps): Gap[] {
  return found.destinations
    .filter(({ status }) => status !== "PUBLISHING")
    .map(({ id, status }) => ({
      account: organization.administratorAccountId,
      region,
      plan: EXPORT,
      wanted: "PUBLISHING",
      found: status,
      reason: status === "PENDING_VERIFICATION" ? "PENDING" : "EXPORT_BLOCKED",
      resource: id,
    }));
}
