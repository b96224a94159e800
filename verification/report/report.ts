import type { Change } from "../history/change";
import type { Entry } from "../history/entry";
import type { EndingException } from "./sections/exceptions";
import type { SampleOutcome } from "../sample/sample";
import type { NamedFinding } from "../reconcile/finding";
import type { Reconciliation } from "../reconcile/reconcile";
import { gapsOf, type Verification } from "../verify";

/** Everything that a run found out: what `orgduty verify --json` prints. */
export interface Report {
  readonly verification: Verification;
  readonly samples: readonly SampleOutcome[];
  readonly change: Change;
  /** Findings against their deliveries. @default not compared */
  readonly reconciliation?: Reconciliation;
  /** Earlier runs and this one, the oldest first. @default none: nothing is drawn over time */
  readonly history?: { readonly runs: readonly Entry[] };
  /** What the config leaves out on purpose. @default none */
  readonly exceptions?: readonly EndingException[];
}

/** Whether anything that the config wants is missing in AWS, or a finding at the relay. */
export function hasFailures({ verification, samples, reconciliation }: Report): boolean {
  return (
    gapsOf(verification).length > 0 ||
    samples.some(({ delivered }) => !delivered) ||
    missingIn(reconciliation).length > 0
  );
}

/** Whether anything could not be read, so that nothing is known about it. */
export function hasUnread(report: Report): boolean {
  return unreadParts(report) > 0;
}

/** How many parts could not be read. A log that does not say enough about a region's findings is one. */
export function unreadParts({ verification, reconciliation }: Report): number {
  const { unread = [], regions = [] } = reconciliation ?? {};
  const unclear = regions.filter((region) => region.unclear.length > 0);
  return verification.unread.length + unread.length + unclear.length;
}

/** Every finding that was not delivered, in any region. */
export function missingIn(reconciliation: Reconciliation | undefined): NamedFinding[] {
  return (reconciliation?.regions ?? []).flatMap(({ missing }) => missing);
}

/** The report as one JSON document: gaps first, then what was found in every account. */
export function reportDocument({ verification, samples, change, reconciliation }: Report): object {
  const { name, verifiedAt, snapshots, regions, unread } = verification;
  return {
    schemaVersion: 1,
    name,
    verifiedAt,
    snapshots,
    gaps: gapsOf(verification),
    unread,
    samples,
    change,
    ...(reconciliation && { reconciliation }),
    regions: regions.map(({ gaps, accounts, unread: _, ...region }) => ({
      ...region,
      gaps: gaps.length,
      accounts: accounts.map(({ account, coverage, cells }) => ({
        account,
        coverage,
        found: Object.fromEntries(cells.map(({ plan, found }) => [plan, found])),
      })),
    })),
  };
}
