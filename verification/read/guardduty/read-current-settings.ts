import { settingName, type SettingOwner } from "../../../aws/settings";
import { Attempts, UNREAD, type Read } from "../../../aws-clients/attempts";
import type { Calls } from "../../../aws-clients/calls";
import type { RegionClients } from "../../../aws-clients/region-clients";
import type { FeatureValues } from "./feature-values";
import type { FoundDetector } from "./found-coverage";
import { delegatedAdministrator, readDetector, readOrganizationConfiguration } from "./read-coverage";

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
  clients: Pick<RegionClients, "administrator" | "management">,
  administratorAccountId: string,
  calls: Calls,
): Promise<FoundSettings> {
  const attempts = new Attempts();
  const [current, detector, ofManagement] = await Promise.all([
    attempts.read("delegated administrator", delegatedAdministrator({ ...clients, calls })),
    attempts.read("detector of the administrator", readDetector(clients.administrator, calls)),
    attempts.read("detector of the management account", readDetector(clients.management, calls)),
  ]);
  const asksForIt = detector && detector !== UNREAD && current === administratorAccountId;
  const organization = asksForIt
    ? await attempts.read(
        "organization configuration",
        readOrganizationConfiguration(clients.administrator, calls, detector.id),
      )
    : undefined;
  const isForeign = current !== undefined && current !== UNREAD && current !== administratorAccountId;
  return {
    settings: Object.fromEntries([
      ...ofDetector("administrator detector", detector),
      ...ofDetector("management detector", ofManagement),
      ...(organization && organization !== UNREAD
        ? [
            [
              settingName("organization", "auto_enable_organization_members"),
              organization.newAccounts,
            ] as const,
            ...ofFeatures("organization", organization.features),
          ]
        : []),
    ]),
    unread: [
      ...attempts.unread.map(({ part, error }) => `${part}: ${error}`),
      ...(isForeign ? [`organization configuration: ${current} is the administrator here`] : []),
    ],
  };
}

function ofDetector(owner: SettingOwner, detector: Read<FoundDetector> | undefined): [string, string][] {
  if (!detector || detector === UNREAD) return [];
  return [
    [settingName(owner, "enable"), detector.enabled ? "ENABLED" : "DISABLED"],
    [settingName(owner, "finding_publishing_frequency"), detector.findingPublishingFrequency],
    ...ofFeatures(owner, detector.features),
  ];
}

function ofFeatures(owner: SettingOwner, features: FeatureValues): [string, string][] {
  return Object.entries(features).map(([name, value]) => [settingName(owner, name), value]);
}
