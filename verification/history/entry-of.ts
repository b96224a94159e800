import { partitionOf } from "../../aws/partitions";
import { gapKey } from "../compare/gap";
import { gapsOf, type Verification } from "../verify";
import type { RegionVerification } from "../verify-region";
import { lastOf, type DrawnEntry, type Entry, type Figures } from "./entry";
import { KnownAccounts } from "./known-accounts";

/** A run as a line of the history file, which says when each gap was first seen. */
export function entryOf(verification: Verification, earlier: readonly Entry[]): DrawnEntry {
  const { verifiedAt, regions, unread } = verification;
  const by = <Value>(value: (region: RegionVerification) => Value | undefined): Record<string, Value> =>
    Object.fromEntries(
      regions.flatMap((one) => {
        const found = value(one);
        return found === undefined ? [] : [[one.region, found]];
      }),
    );
  return {
    verifiedAt,
    regions: regions.map(({ region }) => region),
    gaps: gapsOf(verification).map(gapKey),
    found: {
      coverage: by(coverageOf),
      firstSeen: firstSeenIn(verification, earlier),
      deliveries: by(({ forwarding }) => forwarding && (forwarding.lastDeliveryAt ?? null)),
      snapshots: snapshotsOf(verification),
      calls: by(({ calls }) => calls),
      unread: unread.length,
      accounts: accountsOf(verification, earlier),
    },
  };
}

function coverageOf({ accounts }: RegionVerification): Record<string, [number, number]> {
  const coverage: Record<string, [number, number]> = {};
  for (const { cells } of accounts)
    for (const { plan, wanted, found } of cells) {
      if (wanted !== "on") continue;
      const figure = (coverage[plan] ??= [0, 0]);
      figure[0] += found === "on" ? 1 : 0;
      figure[1] += 1;
    }
  return coverage;
}

function firstSeenIn(verification: Verification, earlier: readonly Entry[]): Figures["firstSeen"] {
  const seen = new Map<string, Map<string, string>>(
    verification.regions.map(({ region }) => [region, seenIn(lastOf(region, earlier))]),
  );
  const times: Record<string, number[]> = {};
  for (const [index, gap] of gapsOf(verification).entries()) {
    const since = seen.get(gap.region)?.get(gapKey(gap)) ?? verification.verifiedAt;
    (times[since] ??= []).push(index);
  }
  return times;
}

/** When each gap of a run was first seen. If the line does not say so, it was seen by that run at the latest. */
export function seenIn(entry: Entry | undefined): Map<string, string> {
  if (!entry) return new Map();
  const seen = new Map(entry.gaps.map((key) => [key, entry.verifiedAt]));
  for (const [time, places] of Object.entries(entry.found?.firstSeen ?? {}))
    for (const key of places.flatMap((place) => entry.gaps[place] ?? [])) seen.set(key, time);
  return seen;
}

/** Each region of a partition has a row for every account of the snapshot. */
function snapshotsOf({ regions, snapshots }: Verification): Figures["snapshots"] {
  return Object.fromEntries(
    regions.map(({ region, accounts }) => {
      const partition = partitionOf(region);
      return [partition, { readAt: snapshots[partition] ?? "", accounts: accounts.length }];
    }),
  );
}

function accountsOf({ regions }: Verification, earlier: readonly Entry[]): Figures["accounts"] {
  const known = new KnownAccounts();
  for (const entry of earlier) known.read(entry);
  const first = new Map(regions.map((region) => [partitionOf(region.region), region]));
  return Object.fromEntries(
    [...first].map(([partition, { accounts }]) => {
      const wanted = accounts.filter(({ cells }) => cells[0]?.wanted === "on");
      const ids = wanted.map(({ account }) => account);
      return [partition, known.lineFor(partition, ids)];
    }),
  );
}
