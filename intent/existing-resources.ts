import type { OrganizationConfig } from "../config/config";
import { found } from "../existing/part";
import type { Snapshot } from "../organization/snapshot";
import { coverageOf } from "./coverage";

/** What Terraform takes over in a region instead of creating it: ids in the form that the provider imports. */
export interface ExistingResources {
  readonly administratorDetector?: string;
  readonly managementDetector?: string;
  /** The administrator that GuardDuty is delegated to already. Absent if it is another account than the config's. */
  readonly delegation?: string;
  readonly organizationConfiguration?: string;
  /** By account. */
  readonly members: Readonly<Record<string, string>>;
}

const NOTHING: ExistingResources = { members: {} };

/** Members that are associated. Others are added anew: what GuardDuty has of them is not a membership. */
const ASSOCIATED = ["ENABLED", "CREATED"];

/**
 * What the snapshot found in a region and the config declares. What could not be read is not taken over: if it is there,
 * the apply says so.
 */
export function existingResources(
  organization: OrganizationConfig,
  snapshot: Snapshot,
  region: string,
): ExistingResources {
  const existing = found(snapshot.regions[region]);
  if (!existing) return NOTHING;
  const { administratorAccountId } = organization;
  const administratorDetector = found(existing.administrator.detector)?.id;
  const managementDetector = found(existing.management.detector)?.id;
  const isDelegated = found(existing.delegatedTo) === administratorAccountId;
  const detectors = {
    ...(administratorDetector === undefined ? {} : { administratorDetector }),
    ...(managementDetector === undefined ? {} : { managementDetector }),
    ...(isDelegated ? { delegation: administratorAccountId } : {}),
  };
  if (!isDelegated || administratorDetector === undefined) return { ...detectors, members: {} };
  const hasConfiguration = found(existing.organization) !== undefined;
  return {
    ...detectors,
    ...(hasConfiguration ? { organizationConfiguration: administratorDetector } : {}),
    members: membersOf(organization, snapshot, region, administratorDetector),
  };
}

function membersOf(
  organization: OrganizationConfig,
  snapshot: Snapshot,
  region: string,
  detector: string,
): Readonly<Record<string, string>> {
  const enrolled = new Set(
    coverageOf(organization, snapshot)
      .filter(({ coverage }) => coverage === "enrolled")
      .map(({ account }) => account.id),
  );
  const groups = found(found(snapshot.regions[region])?.members) ?? [];
  const ids = groups
    .filter(({ state }) => ASSOCIATED.includes(state))
    .flatMap(({ accounts }) => accounts)
    .filter((id) => enrolled.has(id));
  return Object.fromEntries(ids.sort().map((id) => [id, `${detector}:${id}`]));
}
