import { partitionOf } from "../../../aws/partitions";
import type { OrgdutyConfig } from "../../../config/config";
import type { Region } from "../../../config/regions";
import { reconcile, type Reconciliation } from "../../../verification/reconcile/reconcile";
import { parseSince } from "../../since";
import { CommandError, type Io } from "../../terminal/io";

/** What is compared, and where. */
export interface Reconciled {
  readonly config: OrgdutyConfig;
  readonly regions: readonly Region[];
  readonly endpoint?: string;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Reads the flag's window.
 * @returns milliseconds since 1970
 * @throws CommandError if it is no time, if nothing is forwarded, or if the logs do not reach back so far
 */
export function reconcileSince(text: string, { config, regions }: Reconciled, now = Date.now()): number {
  const since = parseSince("--reconcile", text, now);
  const forwarded = regions.flatMap((region) => config.organizations[partitionOf(region)]?.forwarding ?? []);
  if (forwarded.length === 0)
    throw new CommandError(
      "--reconcile: the config forwards no findings from these regions",
      "add a forwarding: section to it",
    );
  const days = Math.min(...forwarded.map(({ logRetentionDays }) => logRetentionDays));
  if (since < now - days * DAY_MS)
    throw new CommandError(
      `--reconcile: the forwarders' logs are kept for ${days} days (forwarding.logRetentionDays)`,
      `--reconcile ${days}d at most`,
    );
  return since;
}

/** Compares GuardDuty's findings with the deliveries in the forwarders' logs. */
export function reconcileFindings(place: Reconciled, since: number, io: Io): Promise<Reconciliation> {
  const onRegion = (region: Region, text: string) => io.progress(`${region}: ${text}`);
  return reconcile({ ...place, since, onRegion, signal: io.signal });
}
