import { setTimeout as sleep } from "node:timers/promises";
import type { Partition, Region } from "../config/regions";
import { partitionOf } from "../config/regions";
import type { OrgdutyConfig } from "../config/config";
import type { Snapshot } from "../organization/snapshot";
import { Calls } from "./calls";
import type { Gap } from "./gap";
import { mayPass } from "./reasons";
import { withRegionClients } from "./region-clients";
import { signIn, type SignIn } from "./sign-in";
import { verifyRegion, type RegionVerification } from "./verify-region";

export interface VerifyProps {
  readonly config: OrgdutyConfig;
  readonly snapshots: Partial<Record<Partition, Snapshot>>;
  /** @default every region of the config */
  readonly regions?: readonly Region[];
  /** URL of the local AWS. @default AWS */
  readonly endpoint?: string;
  readonly signal?: AbortSignal;
  /** Told when a region is done. */
  readonly onRegion?: (region: Region, outcome: RegionVerification | UnreadRegion) => void;
}

/** A region that could not be read: it is neither right nor wrong. */
export interface UnreadRegion {
  readonly region: Region;
  readonly error: string;
}

/** What a run of verify found. */
export interface Verification {
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly verifiedAt: string;
  readonly regions: readonly RegionVerification[];
  readonly unread: readonly UnreadRegion[];
}

/** Every gap of every region. */
export function gapsOf({ regions }: Verification): Gap[] {
  return regions.flatMap(({ gaps }) => gaps);
}

/** Reads every region, all at the same time, since AWS counts the rate of each region by itself. */
export async function verify(props: VerifyProps): Promise<Verification> {
  const { config, regions = config.regions, signal, onRegion } = props;
  const verifiedAt = new Date().toISOString();
  const signIns = signInsOf(props);
  const outcomes = await Promise.all(
    regions.map(async (region) => {
      const outcome = await read(region, props, signIns).catch((error: unknown): UnreadRegion => {
        signal?.throwIfAborted();
        return { region, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
      });
      onRegion?.(region, outcome);
      return outcome;
    }),
  );
  return {
    name: config.name,
    verifiedAt,
    regions: outcomes.filter((outcome): outcome is RegionVerification => "gaps" in outcome),
    unread: outcomes.filter((outcome): outcome is UnreadRegion => "error" in outcome),
  };
}

const POLL_MS = 15_000;

/** Verifies again and again while a gap is left that time may mend, until the limit. */
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

function signInsOf({ config, endpoint }: VerifyProps): ReadonlyMap<Partition, SignIn> {
  const all = Object.values(config.organizations).map((organization) => {
    const props = { organization, purpose: "plan", ...(endpoint ? { endpoint } : {}) } as const;
    return [organization.partition, signIn(props)] as const;
  });
  return new Map(all);
}

async function read(
  region: Region,
  { config, snapshots, signal }: VerifyProps,
  signIns: ReadonlyMap<Partition, SignIn>,
): Promise<RegionVerification> {
  const partition = partitionOf(region);
  const [organization, snapshot, enter] = [
    config.organizations[partition],
    snapshots[partition],
    signIns.get(partition),
  ];
  if (!organization || !snapshot || !enter) throw new Error(`the config has no organization in ${partition}`);
  const calls = new Calls(signal ? { signal } : {});
  return withRegionClients(enter, region, (clients) =>
    verifyRegion({ config, organization, snapshot, region }, clients, calls),
  );
}
