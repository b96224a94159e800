import type { OrganizationConfig, OrgdutyConfig } from "../config/config";
import type { Region } from "../config/regions";
import { coverageOf } from "../intent/coverage";
import type { Snapshot } from "../organization/snapshot";
import { accountMatrix, type AccountRow } from "./compare/account-matrix";
import { Attempts, UNREAD, type UnreadPart } from "../aws-clients/attempts";
import { parseArn } from "../aws/arn";
import type { ExpectedResource } from "../intent/expected-stack";
import type { Calls } from "../aws-clients/calls";
import { matrixGaps, organizationGaps, unknownAccountGaps } from "./compare/coverage-gaps";
import type { FoundCoverage } from "./read/guardduty/found-coverage";
import { keyAccess, keyDoubts } from "./compare/key-access";
import { expectedGaps } from "./compare/expected-gaps";
import { withFix } from "./compare/fixes";
import { FORWARDING, gapKey, type FoundGap, type Gap } from "./compare/gap";
import { agentsOf, workingGaps } from "./compare/working-gaps";
import { organizationSettingsGaps } from "./compare/organization-settings-gaps";
import { healthGaps, type FoundHealth } from "./compare/health-gaps";
import { expectedIn, type Expected } from "./expect/region-expectation";
import { keysIn } from "./read/keys";
import { Live } from "./read/live";
import type { FoundAgents } from "./read/guardduty/read-agents";
import { putGuardDuty } from "./read/guardduty/live-guardduty";
import { readCoverage } from "./read/guardduty/read-coverage";
import { readRegion } from "./read/read-region";
import type { ReadRoles } from "./read/roles";
import type { RegionClients } from "../aws-clients/region-clients";
import { UNREAD_SETTINGS, type OrganizationSettings } from "./read/guardduty/organization-settings";
import type { UnknownAccount } from "./read/guardduty/unknown-accounts";
import { wantedPlans } from "../intent/wanted-coverage";

/** A region as the config wants it, and as it was found. */
export interface RegionVerification {
  readonly region: Region;
  readonly accounts: readonly AccountRow[];
  /** Members that the snapshot does not list: the organization has changed since it was taken. */
  readonly strangers: readonly string[];
  /** Whether Runtime Monitoring's agents work. Absent if that was not read. */
  readonly agents?: FoundAgents;
  readonly forwarding?: {
    /** Messages in each queue. */
    readonly messages: Readonly<Record<string, number>>;
    readonly lastDeliveryAt?: string;
  };
  readonly gaps: readonly Gap[];
  /** Parts of this region that AWS did not let us read: neither right nor wrong. */
  readonly unread: readonly UnreadPart[];
  /** What cannot be verified from here at all. */
  readonly notes: readonly string[];
  /** How many calls it took without the roles, which have no region, and how many attempts AWS throttled. */
  readonly calls: number;
  readonly retries: number;
}

/** What a region is compared with, and how it is read. */
export interface RegionWishes {
  readonly config: OrgdutyConfig;
  readonly organization: OrganizationConfig;
  readonly snapshot: Snapshot;
  readonly region: Region;
  /**
   * Every resource of every synthesized stack of the partition.
   * @default none: only accounts and plans are compared
   */
  readonly resources?: readonly ExpectedResource[];
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
  /** Roles that were already read for another region. @default none */
  readonly roles?: ReadRoles;
  /**
   * Active accounts that the snapshot does not have.
   * @default none
   */
  readonly unknownAccounts?: readonly UnknownAccount[];
  /** @default unread: nothing is compared with them */
  readonly settings?: OrganizationSettings;
  /** Milliseconds since 1970. @default the current time */
  readonly now?: number;
}

/** What the stacks declare in a region, and which part of it is live. */
export interface RegionPipeline {
  readonly expected: readonly Expected[];
  readonly live: Live;
  readonly health: FoundHealth;
}

/** What is read once for each organization, while its regions are read. */
export interface ReadBeside {
  readonly unknown: Promise<readonly UnknownAccount[]>;
  readonly settings: Promise<OrganizationSettings>;
}

/** Reads one region and compares it with the config and the synthesized stacks. */
export async function verifyRegion(
  wishes: RegionWishes,
  clients: RegionClients,
  calls: Calls,
  beside: ReadBeside,
): Promise<RegionVerification> {
  const { organization, region, resources = [], roles = { calls, found: new Map() }, endpoint } = wishes;
  const { administratorAccountId, managementAccountId, partition } = organization;
  const place = { region, administratorAccountId, ...(endpoint ? { endpoint } : {}) };
  const expected = expectedIn(resources, place);
  const [attempts, live] = [new Attempts(), new Live()];
  const reading = { clients, calls, attempts, expected, live, region };
  const [coverage, health] = await Promise.all([
    readCoverage({ ...clients, administratorAccountId, managementAccountId, calls, attempts, partition }),
    readRegion(reading, organization, roles),
  ]);
  attempts.throwIfAllFailed();
  putGuardDuty(live, expected, coverage);
  const pipeline = { expected, live, health };
  const [unknownAccounts, settings] = await Promise.all([beside.unknown, beside.settings]);
  const compared = compareRegion({ ...wishes, unknownAccounts, settings }, coverage, pipeline);
  const unread = [...attempts.unread, ...keyDoubts(keyAccess(expected, health.keyPolicies))];
  return { ...compared, unread, calls: calls.count, retries: calls.retries };
}

/** Compares what was read of a region with what the config and the stacks want. */
export function compareRegion(
  wishes: RegionWishes,
  found: FoundCoverage,
  pipeline?: RegionPipeline,
): Omit<RegionVerification, "unread" | "calls" | "retries"> {
  const { config, organization, snapshot, region, unknownAccounts = [] } = wishes;
  const { settings = UNREAD_SETTINGS } = wishes;
  const { administratorAccountId, managementAccountId } = organization;
  const plans = wantedPlans(region, config.detection, organization);
  const accounts = accountMatrix(coverageOf(organization, snapshot), plans, found, administratorAccountId);
  const agents = agentsOf(found);
  const known = new Set(snapshot.accounts.map(({ id }) => id));
  const members = found.members === UNREAD ? [] : found.members;
  const coverage: FoundGap[] = [
    ...organizationGaps({ region, config, organization, plans, found }),
    ...matrixGaps(accounts, region),
    ...unknownAccountGaps(unknownAccounts, found, region),
    ...organizationSettingsGaps(settings, accounts, { region, managementAccountId }),
    ...workingGaps(accounts, found, { region, administratorAccountId }),
  ];
  const gaps = [...coverage, ...(pipeline ? pipelineGaps(wishes, pipeline, coverage) : [])];
  return {
    region,
    accounts,
    ...(agents ? { agents } : {}),
    strangers: members.map(({ accountId }) => accountId).filter((id) => !known.has(id)),
    ...(pipeline && organization.forwarding ? { forwarding: healthOf(pipeline.health) } : {}),
    gaps: [...new Map(gaps.map((gap) => [gapKey(gap), withFix(gap)])).values()],
    notes: pipeline ? notesOn(pipeline, organization) : [],
  };
}

/** Leaves out what the matrix already says about an account's plan or the organization's configuration. */
function pipelineGaps(
  { organization, region, now = Date.now() }: RegionWishes,
  { expected, live, health }: RegionPipeline,
  coverage: readonly FoundGap[],
): FoundGap[] {
  const place = { account: organization.administratorAccountId, region };
  const said = new Set(coverage.map(({ account, plan }) => `${account} ${plan}`));
  const { forwarding } = organization;
  const compared = expectedGaps(expected, live, place, mappingOf(expected)).filter(
    ({ account, plan, attribute = "" }) => attribute.startsWith("tags") || !said.has(`${account} ${plan}`),
  );
  const inHealth = forwarding ? healthGaps(expected, health, forwarding, now) : [];
  return [...compared, ...inHealth.map((gap) => ({ ...place, plan: FORWARDING, ...gap }) as const)];
}

function mappingOf(expected: readonly Expected[]): { maximumConcurrency?: number } {
  const mapping = expected.find(({ type }) => type === "aws_lambda_event_source_mapping");
  const scaling = mapping?.attributes.scaling_config as { maximum_concurrency?: number } | undefined;
  return scaling?.maximum_concurrency === undefined
    ? {}
    : { maximumConcurrency: scaling.maximum_concurrency };
}

function notesOn(
  { expected, health }: RegionPipeline,
  { administratorAccountId }: OrganizationConfig,
): string[] {
  return keysIn(expected)
    .filter((arn) => parseArn(arn).accountId !== administratorAccountId)
    .map((arn) => {
      const what =
        arn in health.keyStates ? `the policy of ${arn} is` : `the policy and the state of ${arn} are`;
      return `${what} not verified: KMS shows them in the key's own account, and the state to whom the key lets in`;
    });
}

function healthOf({ queues, lastDeliveryAt }: FoundHealth): NonNullable<RegionVerification["forwarding"]> {
  const messages = Object.entries(queues).flatMap(([name, queue]) =>
    queue === UNREAD ? [] : [[name, queue.messages] as const],
  );
  return {
    messages: Object.fromEntries(messages),
    ...(lastDeliveryAt ? { lastDeliveryAt } : {}),
  };
}
