import type { DrawnEntry } from "./entry";

/** What a run saw of a region's forwarder, from the run before it until then. Milliseconds since 1970. */
export interface Heartbeat {
  readonly from: number;
  readonly to: number;
  readonly isDelivering: boolean;
}

/** The forwarder of one region as the runs saw it. */
export interface RegionHeartbeats {
  readonly region: string;
  readonly beats: readonly Heartbeat[];
  /** ISO 8601, as the last run saw it. */
  readonly lastDeliveryAt?: string;
}

/**
 * What each run saw of each region's forwarder: that it delivers, or that it stalled or never delivered anything.
 */
export function heartbeats(entries: readonly DrawnEntry[]): RegionHeartbeats[] {
  const regions = [...new Set(entries.flatMap(({ found }) => Object.keys(found.deliveries)))].sort();
  return regions.map((region) => {
    const beats: Heartbeat[] = [];
    let last: string | undefined;
    for (const entry of entries.filter(({ found }) => region in found.deliveries)) {
      const to = Date.parse(entry.verifiedAt);
      const delivered = entry.found.deliveries[region] ?? undefined;
      const isDelivering = delivered !== undefined && !isStalled(entry, region);
      beats.push({ from: beats.at(-1)?.to ?? to, to, isDelivering });
      last = delivered ?? last;
    }
    return { region, beats, ...(last === undefined ? {} : { lastDeliveryAt: last }) };
  });
}

function isStalled({ gaps }: DrawnEntry, region: string): boolean {
  return gaps.some((key) => {
    const [, at, , reason] = key.split(" ");
    return at === region && reason === "DELIVERY_STALLED";
  });
}
