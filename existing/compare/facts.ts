import type {
  ExistingAccount,
  ExistingRegion,
  ExistingOrganization,
  ExistingDetector,
  FeatureStates,
} from "../existing-region";
import { found, isUnread, type Part } from "../part";

/**
 * What was read of a region, one sentence each, members apart. The same content gives the same sentences; what could not
 * be read gives none (unread-parts.ts).
 */
export function factsOf(region: Part<ExistingRegion> | undefined): string[] {
  if (region === undefined || isUnread(region)) return [];
  const { delegatedTo, organization } = region;
  const logArchive = found(region.logArchive);
  return [
    ...sentence(delegatedTo, (id) => `delegated to ${id}`),
    ...sentence(organization, (one) => `organization: ${organizationText(one)}`),
    ...accountFacts("management account", region.management),
    ...accountFacts("administrator", region.administrator),
    ...(logArchive ? accountFacts("log archive", logArchive) : []),
  ];
}

function sentence<Found>(part: Part<Found> | undefined, say: (found: Found) => string): string[] {
  const read = found(part);
  return read === undefined ? [] : [say(read)];
}

function accountFacts(name: string, account: ExistingAccount): string[] {
  const { detector, filters, lists, destinations, malwarePlans, forwarders } = account;
  const each = <Found>(part: Part<readonly Found[]>, say: (found: Found) => string): string[] =>
    (found(part) ?? []).map((one) => `${name}: ${say(one)}`);
  return [
    ...sentence(detector, (one) => `${name}: detector ${detectorText(one)}`),
    ...each(filters, (one) => `filter "${one.name}", rank ${one.rank}, ${one.action}, ${one.criteria}`),
    ...each(lists, (one) => `list "${one.name}", ${one.kind}, ${one.status}, ${one.location}`),
    ...each(destinations, (one) => `export to ${one.bucketArn}, ${one.status}`),
    ...each(malwarePlans, (one) => `malware protection plan of ${one.bucket}, ${one.status}`),
    ...each(
      forwarders,
      (one) => `rule "${one.rule}" sends findings to ${one.targets.join(", ") || "nothing"}`,
    ),
  ];
}

function detectorText({ id, enabled, findingPublishingFrequency, features, tags }: ExistingDetector): string {
  const tagged = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  const state = `${id} ${enabled ? "on" : "suspended"}, ${findingPublishingFrequency}`;
  return [state, featuresText(features), ...(tagged.length > 0 ? [`tags ${tagged.join(" ")}`] : [])].join(
    "; ",
  );
}

function organizationText({ newAccounts, features }: ExistingOrganization): string {
  return `new accounts ${newAccounts}; ${featuresText(features)}`;
}

/** Plans by value: `ENABLED A, B; DISABLED C`. Agent settings of a plan that is off say nothing. */
function featuresText(features: FeatureStates): string {
  const off = (name: string) => ["DISABLED", "NONE"].includes(features[name] ?? "");
  const shown = Object.entries(features).filter(([name]) => !name.includes("/") || !off(name.split("/")[0]!));
  const values = [...new Set(shown.map(([, value]) => value))].sort();
  return values
    .map(
      (value) =>
        `${value} ${shown
          .filter(([, other]) => other === value)
          .map(([name]) => name)
          .join(", ")}`,
    )
    .join("; ");
}
