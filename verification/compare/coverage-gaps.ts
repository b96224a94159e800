import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import type { Region } from "../../config/regions";
import type { AccountRow } from "./account-matrix";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import type { FoundCoverage, FoundSuppression } from "../read/guardduty/found-coverage";
import { EXPORT, type FoundGap } from "./gap";
import type { Reason } from "./reasons";
import type { UnknownAccount } from "../read/guardduty/unknown-accounts";
import { type WantedPlan, FOUNDATION, type CoveragePlan } from "../../intent/wanted-coverage";

/** Every cell of a matrix that differs from what the config wants. */
export function matrixGaps(rows: readonly AccountRow[], region: Region): FoundGap[] {
  return rows.flatMap(({ account, cells }) =>
    cells.flatMap(({ plan, wanted, found, reason, isGap }) =>
      isGap && reason ? [{ account, region, plan, wanted, found, reason }] : [],
    ),
  );
}

/**
 * Accounts that are newer than the snapshot and are not members here. Accounts that GuardDuty enrolled by itself are
 * covered.
 */
export function unknownAccountGaps(
  unknown: readonly UnknownAccount[],
  { members }: FoundCoverage,
  region: Region,
): FoundGap[] {
  if (members === UNREAD) return [];
  const covered = members.filter(({ relationshipStatus }) => relationshipStatus.toLowerCase() === "enabled");
  const ids = new Set(covered.map(({ accountId }) => accountId));
  return unknown
    .filter(({ id }) => !ids.has(id))
    .map(({ id: account, stateThen }) => {
      const found = stateThen === undefined ? "not in it" : `${stateThen} in it`;
      const wanted = "ACTIVE in the snapshot";
      return { account, region, plan: FOUNDATION, wanted, found, reason: "NOT_IN_SNAPSHOT" };
    });
}

/** One region: what the config wants for it, and what was found. */
export interface OrganizationGapsProps {
  readonly region: Region;
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  readonly plans: readonly WantedPlan[];
  readonly found: FoundCoverage;
}

/**
 * Settings that exist once in a region: delegation, the organization's configuration, frequency, suppression and
 * export.
 */
export function organizationGaps(props: OrganizationGapsProps): FoundGap[] {
  return [
    ...delegationGaps(props),
    ...frequencyGaps(props),
    ...configurationGaps(props),
    ...suppressionGaps(props),
    ...exportGaps(props),
  ];
}

function delegationGaps({ region, organization, found }: OrganizationGapsProps): FoundGap[] {
  const { administratorAccountId: wanted } = organization;
  const current = found.administratorAccountId;
  if (current === wanted || current === UNREAD) return [];
  const reason: Reason = current === undefined ? "NOT_DELEGATED" : "WRONG_ADMINISTRATOR";
  return [{ account: wanted, region, plan: FOUNDATION, wanted, found: current ?? "none", reason }];
}

function frequencyGaps({ region, config, organization, found }: OrganizationGapsProps): FoundGap[] {
  const wanted = config.detection.findingPublishingFrequency;
  const current =
    found.detector && found.detector !== UNREAD ? found.detector.findingPublishingFrequency : wanted;
  if (current === wanted) return [];
  const account = organization.administratorAccountId;
  return [{ account, region, plan: FOUNDATION, wanted, found: current, reason: "FREQUENCY_DIFFERS" }];
}

/** Returns nothing if the configuration could not be read: the delegation's gap already explains why. */
function configurationGaps({ region, organization, plans, found }: OrganizationGapsProps): FoundGap[] {
  const configuration = found.organizationConfiguration;
  if (!configuration || configuration === UNREAD) return [];
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

/** The stacks declare neither filters nor lists, so each one that exists was made outside them. */
function suppressionGaps({ region, organization, found }: OrganizationGapsProps): FoundGap[] {
  const account = organization.administratorAccountId;
  const gaps = (all: Read<readonly FoundSuppression[]>, reason: Reason) =>
    (all === UNREAD ? [] : all).map(({ name: resource, of }) => {
      return { account, region, plan: FOUNDATION, wanted: "none", found: of, reason, resource } as const;
    });
  const others = Object.entries(found.otherLists).flatMap(([kind, lists]) =>
    gaps(lists, "NOT_EXPECTED").map((gap) => ({ ...gap, resource: `${kind} ${gap.resource}` })),
  );
  return [
    ...gaps(found.archiveFilters, "FILTER_ARCHIVES"),
    ...gaps(found.trustedLists, "TRUSTED_LIST"),
    ...others,
  ];
}

/**
 * The stacks declare no publishing destination either. One that works sends findings elsewhere; one that does not work
 * loses them.
 */
function exportGaps({ region, organization, found }: OrganizationGapsProps): FoundGap[] {
  if (found.destinations === UNREAD) return [];
  const account = organization.administratorAccountId;
  return found.destinations.flatMap(({ id: resource, status }): FoundGap[] => {
    const of = { account, region, plan: EXPORT, resource, found: status } as const;
    if (status === "PUBLISHING") return [{ ...of, wanted: "none", reason: "NOT_EXPECTED" }];
    const reason = status === "PENDING_VERIFICATION" ? "PENDING" : "EXPORT_BLOCKED";
    return [{ ...of, wanted: "PUBLISHING", reason }];
  });
}
