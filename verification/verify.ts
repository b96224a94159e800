import { setTimeout as sleep } from "node:timers/promises";
import type { Region } from "../config/regions";
import { type Partition, partitionOf } from "../aws/partitions";
import type { OrgdutyConfig } from "../config/config";
import type { ExpectedResource } from "../intent/expected-stack";
import type { Snapshot } from "../organization/snapshot";
import { Attempts, UNREAD, type UnreadPart } from "../aws-clients/attempts";
import { Calls } from "../aws-clients/calls";
import type { Gap } from "./compare/gap";
import { readFailure, type ReadFailure } from "../aws-clients/read-failure";
import { mayPass } from "./compare/reasons";
import { withRegionClients } from "../aws-clients/region-clients";
import { signIn, type SignIn } from "../aws-clients/sign-in";
import type { ReadRoles } from "./read/roles";
import { readOrganizationSettings, type OrganizationSettings } from "./read/guardduty/organization-settings";
import { readUnknownAccounts, type UnknownAccount } from "./read/guardduty/unknown-accounts";
import { verifyRegion, type RegionVerification } from "./verify-region";

/** What is wanted, according to the config, the snapshots and the synthesized stacks, and which regions are read. */
export interface VerifyProps {
  /** Every resource of every synthesized stack. */
  readonly resources: readonly ExpectedResource[];
  readonly config: OrgdutyConfig;
  readonly snapshots: Partial<Record<Partition, Snapshot>>;
  /** @default every region of the config */
  readonly regions?: readonly Region[];
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
  /** Ends the run with an AbortError. @default the run is not interrupted */
  readonly signal?: AbortSignal;
  /** Called when a region is done. @default not called */
  readonly onRegion?: (region: Region, outcome: RegionVerification | UnreadRegion) => void;
  /** Milliseconds since 1970. @default the current time */
  readonly now?: number;
}

/** A region that could not be read: it is neither right nor wrong. */
export interface UnreadRegion extends ReadFailure {
  readonly region: Region;
}

/** A part of an organization that could not be read, e.g. its accounts that are newer than the snapshot. */
export interface UnreadOrganization extends UnreadPart {
  readonly partition: Partition;
}

/** Anything that could not be read. It has a `part` if it is only a part of a region. */
export type Unread = UnreadRegion | (UnreadPart & { readonly region: Region }) | UnreadOrganization;

/** What a run of verify found. */
export interface Verification {
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly verifiedAt: string;
  /** When each snapshot was taken: ISO 8601, UTC. */
  readonly snapshots: Partial<Record<Partition, string>>;
  readonly regions: readonly RegionVerification[];
  readonly unread: readonly Unread[];
}

/** The name of the place that could not be read. */
export function placeOf(unread: Unread): string {
  if ("partition" in unread) return `${unread.partition}, ${unread.part}`;
  return "part" in unread ? `${unread.region}, ${unread.part}` : unread.region;
}

/** Every gap of every region. */
export function gapsOf({ regions }: Verification): Gap[] {
  return regions.flatMap(({ gaps }) => gaps);
}

/** Reads every region, all at the same time, because AWS limits the rate of calls in each region separately. */
export async function verify(props: VerifyProps): Promise<Verification> {
  const { config, regions = config.regions, snapshots, signal, onRegion } = props;
  const verifiedAt = new Date(props.now ?? Date.now()).toISOString();
  const organizations = openOrganizations(props, [...new Set(regions.map(partitionOf))]);
  const outcomes = await Promise.all(
    regions.map(async (region) => {
      const outcome = await read(region, props, organizations).catch((error: unknown): UnreadRegion => {
        signal?.throwIfAborted();
        return { region, ...readFailure(error) };
      });
      onRegion?.(region, outcome);
      return outcome;
    }),
  );
  await Promise.all(organizations.flatMap(({ unknown, settings }) => [unknown, settings]));
  const verified = outcomes.filter((outcome): outcome is RegionVerification => "gaps" in outcome);
  return {
    name: config.name,
    verifiedAt,
    snapshots: Object.fromEntries(
      organizations.map(({ partition }) => [partition, snapshots[partition]!.readAt]),
    ),
    regions: verified,
    unread: [
      ...organizations.flatMap(({ partition, attempts }) =>
        attempts.unread.map((part) => ({ partition, ...part })),
      ),
      ...outcomes.filter((outcome): outcome is UnreadRegion => "error" in outcome),
      ...verified.flatMap(({ region, unread }) => unread.map((part) => ({ region, ...part }))),
    ],
  };
}

const POLL_MS = 15_000;

/** Verifies repeatedly until no gap is left that may resolve with time, or until the time limit. */
export async function verifyUntilSettled(
  props: VerifyProps,
  limitMs: number,
  onWait: (passing: number, leftMs: number) => void,
): Promise<Verification> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const verification = await verify(props);
    const passing = gapsOf(verification).filter(({ reason }) => mayPass(reason)).length;
    const leftMs = deadline - Date.now();
    if (passing === 0 || leftMs <= 0) return verification;
    onWait(passing, leftMs);
    await sleep(Math.min(POLL_MS, leftMs), undefined, props.signal ? { signal: props.signal } : {});
  }
}

/**
 * An organization's sign-in, its accounts that the snapshot does not list, and its settings. Both are read while the
 * regions are read.
 */
interface OpenOrganization {
  readonly partition: Partition;
  readonly enter: SignIn;
  /** Roles that were read for any region: roles have no region. */
  readonly roles: ReadRoles;
  readonly unknown: Promise<readonly UnknownAccount[]>;
  readonly settings: Promise<OrganizationSettings>;
  /** What could not be read of the organization itself. */
  readonly attempts: Attempts;
}

function openOrganizations(
  { config, snapshots, endpoint, signal }: VerifyProps,
  partitions: readonly Partition[],
): OpenOrganization[] {
  return partitions.flatMap((partition) => {
    const [organization, snapshot] = [config.organizations[partition], snapshots[partition]];
    if (!organization || !snapshot) return [];
    const enter = signIn({ organization, purpose: "plan", ...(endpoint ? { endpoint } : {}) });
    const attempts = new Attempts();
    const unknown = attempts
      .read("accounts newer than the snapshot", readUnknownAccounts(organization, snapshot, enter, signal))
      .then((accounts) => (accounts === UNREAD ? [] : accounts));
    const settings = readOrganizationSettings(organization.homeRegion, enter, attempts, signal);
    // An interrupted run ends with the regions: what was read beside them is not looked at any more.
    for (const reading of [unknown, settings]) reading.catch(() => undefined);
    const roles = { calls: new Calls(signal ? { signal } : {}), found: new Map() };
    return [{ partition, enter, attempts, unknown, settings, roles }];
  });
}

async function read(
  region: Region,
  { config, snapshots, resources, endpoint, signal, now }: VerifyProps,
  organizations: readonly OpenOrganization[],
): Promise<RegionVerification> {
  const partition = partitionOf(region);
  const [organization, snapshot] = [config.organizations[partition], snapshots[partition]];
  const opened = organizations.find((one) => one.partition === partition);
  if (!organization || !snapshot || !opened)
    throw new Error(`the config has no organization in ${partition}`);
  const calls = new Calls(signal ? { signal } : {});
  const wishes = {
    ...{ config, organization, snapshot, region, resources, roles: opened.roles },
    ...(endpoint ? { endpoint } : {}),
    ...(now === undefined ? {} : { now }),
  };
  return withRegionClients(opened.enter, region, (clients) => verifyRegion(wishes, clients, calls, opened));
}
