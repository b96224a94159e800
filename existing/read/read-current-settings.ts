import { settingName, type SettingOwner } from "../../aws/settings";
import type { Calls } from "../../aws-clients/calls";
import type { RegionClients } from "../../aws-clients/region-clients";
import type { ExistingDetector, FeatureStates } from "../existing-region";
import { isUnread, readPart, type Part } from "../part";
import { readDelegation, readDetector, readOrganization } from "./detectors";

/** GuardDuty's settings in one region, by names of `settingName`, and what could not be read, with the reason. */
export interface FoundSettings {
  readonly settings: Readonly<Record<string, string>>;
  readonly unread: readonly string[];
}

/**
 * Reads what the administrator and the management account have set in one region: at most six calls. What does not exist
 * has no settings. If another account is the administrator, its settings count as unread.
 */
export async function readCurrentSettings(
  { administrator, management }: Pick<RegionClients, "administrator" | "management">,
  administratorAccountId: string,
  calls: Calls,
): Promise<FoundSettings> {
  const [delegatedTo, detector, ofManagement] = await Promise.all([
    readPart(readDelegation(management, calls)),
    readPart(readDetector(administrator, calls)),
    readPart(readDetector(management, calls)),
  ]);
  const isOurs = detector && !isUnread(detector) && delegatedTo === administratorAccountId;
  const organization = isOurs
    ? await readPart(readOrganization(administrator, calls, detector.id))
    : undefined;
  const isForeign = delegatedTo && !isUnread(delegatedTo) && delegatedTo !== administratorAccountId;
  const configured =
    organization && !isUnread(organization)
      ? named("organization", {
          auto_enable_organization_members: organization.newAccounts,
          ...organization.features,
        })
      : [];
  return {
    settings: Object.fromEntries([
      ...ofDetector("administrator detector", detector),
      ...ofDetector("management detector", ofManagement),
      ...configured,
    ]),
    unread: [
      ...reason("delegated administrator", delegatedTo),
      ...reason("detector of the administrator", detector),
      ...reason("detector of the management account", ofManagement),
      ...reason("organization configuration", organization),
      ...(isForeign ? [`organization configuration: ${delegatedTo} is the administrator here`] : []),
    ],
  };
}

function ofDetector(owner: SettingOwner, detector: Part<ExistingDetector> | undefined): [string, string][] {
  if (!detector || isUnread(detector)) return [];
  const { enabled, findingPublishingFrequency: finding_publishing_frequency, features } = detector;
  return named(owner, {
    ...{ enable: enabled ? "ENABLED" : "DISABLED", finding_publishing_frequency },
    ...features,
  });
}

function named(owner: SettingOwner, settings: FeatureStates): [string, string][] {
  return Object.entries(settings).map(([name, value]) => [settingName(owner, name), value]);
}

function reason(part: string, read: Part<unknown>): string[] {
  return isUnread(read) ? [`${part}: ${read.unread}`] : [];
}
